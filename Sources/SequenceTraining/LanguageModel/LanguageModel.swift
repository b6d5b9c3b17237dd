import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// A language model: at each step it reads a token and gives a probability to every token that may follow.
///
/// `H_t = cell(onehot(x_t), H_{t-1})`, `P(x_{t+1} | x_1 … x_t) = softmax(H_t · W_hq + b_q)`.
/// Trained by teacher forcing: the true token goes in at each step, whatever the model would have said.
public struct LanguageModel<Cell: RecurrentCell>: ParameterCollection {
  /// The number type.
  public typealias Scalar = Cell.Scalar

  /// From tokens to states.
  public var layer: RecurrentLayer<Cell>
  /// From states to logits, [H, V].
  public var output: Linear<Scalar>

  /// A model of the given parts.
  ///
  /// - Precondition: the output layer takes the layer's states.
  public init(layer: RecurrentLayer<Cell>, output: Linear<Scalar>) {
    require(
      output.weight.rows == layer.cell.hiddenSize,
      "states of size \(layer.cell.hiddenSize) do not fit an output layer of shape \(output.weight.shape)")
    self.layer = layer
    self.output = output
  }

  /// The parameters by name, `layer.…` and `output.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.layer, named: "layer") + parameters(of: \.output, named: "output")
  }

  /// V, the number of tokens that the model knows.
  public var vocabularySize: Int { output.weight.columns }
}

extension LanguageModel {
  /// The mean loss of a window, and the state after it.
  ///
  /// - Returns: the mean cross-entropy over T · B predictions in nats, and the state to go on from.
  public func loss(of window: TokenWindow, from state: Cell.State?) -> (loss: Double, finalState: Cell.State)
  {
    let pass = forward(window, from: state)
    let loss = crossEntropy(logits: pass.logits, targets: Array(window.targets.joined()))
    return (Double(loss), pass.layer.finalState)
  }

  /// The mean loss of a window, its gradient by every parameter, and the state after the window.
  ///
  /// Backpropagation ends at the window's first step (truncated BPTT): `state` is taken as a constant.
  public func lossAndGradient(of window: TokenWindow, from state: Cell.State?) -> (
    loss: Double, gradient: Self, finalState: Cell.State
  ) {
    let pass = forward(window, from: state)
    let targets = Array(window.targets.joined())
    let loss = crossEntropy(logits: pass.logits, targets: targets)
    var outputGradient = output.zeroed()
    let hiddenGradient = output.backward(
      crossEntropyGradient(logits: pass.logits, targets: targets), through: pass.hidden,
      adding: &outputGradient)
    let batchSize = window.inputs[0].count
    let byStep = window.inputs.indices.map { hiddenGradient.rows($0 * batchSize..<($0 + 1) * batchSize) }
    let layerGradient = layer.backward(byStep, through: pass.layer).parameters
    return (Double(loss), Self(layer: layerGradient, output: outputGradient), pass.layer.finalState)
  }

  /// The logits of what may follow `tokens`, one a sequence, and the state after them.
  ///
  /// - Returns: logits [B, V].
  public func step(_ tokens: [Int], from state: Cell.State) -> (logits: Matrix<Scalar>, state: Cell.State) {
    let next = layer.cell.step(oneHot(tokens, classCount: vocabularySize), from: state).state
    return (output(next.hidden), next)
  }

  /// All steps of a window: the states stacked as [T · B, H] and their logits [T · B, V].
  private func forward(_ window: TokenWindow, from state: Cell.State?) -> (
    layer: RecurrentLayer<Cell>.Output, hidden: Matrix<Scalar>, logits: Matrix<Scalar>
  ) {
    let states = layer(window.inputs.map { oneHot($0, classCount: vocabularySize) }, from: state)
    let hidden = concatenate(rows: states.hidden)
    return (states, hidden, output(hidden))
  }
}

extension LanguageModel {
  /// A model with fresh parameters.
  public init(vocabularySize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    let cell = Cell(inputSize: vocabularySize, hiddenSize: hiddenSize, using: &generator)
    self.init(
      layer: RecurrentLayer(cell),
      output: Linear(inputSize: hiddenSize, outputSize: vocabularySize, using: &generator))
  }
}
