import LinearAlgebra

/// A sequence layer with a linear layer on its outputs: what the wirings of recurrent networks share.
///
/// They differ in how many inputs and outputs a sequence has, and in where the outputs are read:
///
/// | wiring | inputs | outputs | for example |
/// |---|---|---|---|
/// | ``OneToOne`` | 1 | 1 | an ordinary network |
/// | ``OneToMany`` | 1 | T | a tune from its first note |
/// | ``ManyToOne`` | T | 1 | the sentiment of a sentence |
/// | ``ManyToMany`` | T | T | a tag for each word |
/// | ``EncoderDecoder`` | T | another T′ | a translation |
///
/// What comes out are logits, before any softmax or sigmoid; a loss goes on from there. Each begins with the zero state, or
/// with one that it is given: what a picture, another network or an earlier sequence says. `backward` gives the gradients of
/// the inputs, `backwardToStart` that of the initial state too.
public protocol SequenceWiring: ParameterCollection {
  /// The layer between the inputs and the hidden states.
  associatedtype Layer: SequenceLayer where Layer.Scalar == Scalar
  /// From inputs to hidden states.
  var layer: Layer { get set }
  /// From hidden states [B, H] to logits [B, Q].
  var output: Linear<Scalar> { get set }

  /// A network of the given parts.
  ///
  /// - Precondition: the output layer takes the layer's outputs.
  init(layer: Layer, output: Linear<Scalar>)
}

extension SequenceWiring {
  /// The parameters by name, `layer.…` and `output.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.layer, named: "layer") + parameters(of: \.output, named: "output")
  }

  /// A network of one recurrent layer with fresh parameters.
  public init<Cell: RecurrentCell>(
    inputSize: Int, hiddenSize: Int, outputSize: Int, using generator: inout some RandomNumberGenerator
  ) where Layer == RecurrentLayer<Cell> {
    self.init(
      layer: RecurrentLayer(Cell(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)),
      output: Linear(inputSize: hiddenSize, outputSize: outputSize, using: &generator))
  }

  /// The logits of each step, [B, H] → [B, Q].
  func logits(of hidden: [Matrix<Scalar>]) -> [Matrix<Scalar>] { hidden.map { output($0) } }

  /// From the gradients of the logits, one per step, to those of the hidden states; adds the output layer's share.
  func outputBackward(
    _ logitGradients: [Matrix<Scalar>], through hidden: [Matrix<Scalar>], adding gradient: inout Self
  ) -> [Matrix<Scalar>] {
    require(
      logitGradients.count == hidden.count,
      "\(hidden.count) logits went out, so as many gradients come back, not \(logitGradients.count)")
    return zip(logitGradients, hidden).map { output.backward($0, through: $1, adding: &gradient.output) }
  }

  /// From the gradients of the hidden states and of the final state to those of the inputs and of the initial state; adds
  /// the layer's share.
  func layerBackward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: Layer.State? = nil, through states: Layer.Output,
    adding gradient: inout Self
  ) -> (inputs: [Matrix<Scalar>], state: Layer.State) {
    let gradients = layer.backward(hiddenGradients, finalState: finalState, through: states)
    gradient.layer.add(gradients.parameters, times: 1)
    return (gradients.inputs, gradients.initialState)
  }
}

/// Traps unless an output layer takes what a sequence layer gives.
func checkOutput<Layer: SequenceLayer>(_ output: Linear<Layer.Scalar>, of layer: Layer) {
  require(
    output.weight.rows == layer.outputSize,
    "hidden states of size \(layer.outputSize) do not fit an output layer of shape \(output.weight.shape)")
}
