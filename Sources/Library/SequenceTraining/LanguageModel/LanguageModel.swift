import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// A language model: at each step it reads a token and gives a probability to every token that may follow.
///
/// ```
/// H^1_t = cell_1(onehot(x_t), H^1_{t-1})
/// H^l_t = cell_l(H^{l-1}_t, H^l_{t-1})                              l = 2 … L
/// P(x_{t+1} | x_1 … x_t) = softmax(H^L_t · W_hq + b_q)
/// ```
///
/// Trained by teacher forcing: the true token goes in at each step, whatever the model would have said.
///
/// With an embedding `W_e`, [V, E], the lowest layer reads the row `W_e[x_t]` instead of a one-hot row. If the output layer
/// has no weight of its own, [0, V], the two are tied: `W_hq = W_eᵀ`, which needs E = H and saves V · H parameters. Press
/// and Wolf, "Using the output embedding to improve language models" (2017).
public struct LanguageModel<Cell: RecurrentCell>: ParameterCollection {
  /// The scalar type.
  public typealias Scalar = Cell.Scalar
  /// The state carried from step to step: one per layer, from the lowest to the highest.
  public typealias State = [Cell.State]

  /// From tokens to rows [B, E] for the lowest layer; `nil` feeds it one-hot rows [B, V].
  public var embedding: Embedding<Scalar>?
  /// From tokens to states, L layers that read forward.
  public var layers: DeepRNN<RecurrentLayer<Cell>>
  /// From the highest layer's states to logits, [H, V]; [0, V] if the weight is the embedding's.
  public var output: Linear<Scalar>
  /// What is dropped in training from each layer's states on their way to the next step, with one mask for all steps
  /// and sequences of a window, see `RecurrentDropout`; nothing unless it is set.
  public var recurrentDropout = Dropout(probability: 0)

  /// A model of the given parts.
  ///
  /// - Precondition: all layers read forward, the output layer takes the highest layer's states, and the lowest layer
  ///   takes one-hot rows of as many tokens as the output layer knows, or the rows of an embedding of that many. An output
  ///   layer without weight needs an embedding of the size of the highest layer's states.
  public init(
    embedding: Embedding<Scalar>? = nil, layers: DeepRNN<RecurrentLayer<Cell>>, output: Linear<Scalar>
  ) {
    self.embedding = embedding
    self.layers = layers
    self.output = output
    checkParts()
  }

  /// The parameters by name: `embedding.weight`, `layers.0.weightIH` … for the lowest layer and so on upward, then
  /// `output.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    let table = embedding == nil ? [] : parameters(of: \.embedding!, named: "embedding")
    let last = parameters(of: \.output, named: "output").filter { !isTied || $0.name == "output.bias" }
    return table + parameters(of: \.layers) + last
  }

  /// Whether the output layer's weight is the embedding's.
  public var isTied: Bool { embedding != nil && output.weight.rows == 0 }
  /// V, the number of tokens that the model knows.
  public var vocabularySize: Int { output.weight.columns }
  /// L, the number of layers.
  public var layerCount: Int { layers.layers.count }

  /// The zero states for B sequences, which is also what "no state" means.
  public func initialState(batchSize: Int) -> State {
    layers.layers.map { $0.cell.initialState(batchSize: batchSize) }
  }
}

extension LanguageModel {
  /// The mean loss of a window, and the states after it.
  ///
  /// - Returns: the mean cross-entropy over T · B predictions in nats, and the states to go on from.
  public func loss(of window: TokenWindow, from state: State?) -> (loss: Double, finalState: State) {
    let pass = forward(window) { layers($0, from: state) }
    let loss = crossEntropy(logits: pass.logits, targets: Array(window.targets.joined()))
    return (Double(loss), pass.layers.finalState)
  }

  /// The mean loss of a window, its gradient with respect to every parameter, and the states after the window, with
  /// nothing dropped.
  ///
  /// Backpropagation ends at the window's first step (truncated BPTT): `state` is taken as a constant.
  public func lossAndGradient(of window: TokenWindow, from state: State?) -> (
    loss: Double, gradient: Self, finalState: State
  ) {
    lossAndGradient(of: window, through: forward(window) { layers($0, from: state) })
  }

  /// The mean loss of a window in training, its gradient with respect to every parameter, and the states after the
  /// window: new masks are drawn, of recurrent dropout layer by layer from the lowest, then of dropout between the layers.
  /// Without dropout nothing is drawn.
  ///
  /// - Parameters:
  ///   - window: the tokens, [T][B].
  ///   - state: the states to start from, taken as constants; defaults to zero states.
  ///   - generator: where the masks are drawn from.
  public func lossAndGradient(
    of window: TokenWindow, from state: State?, droppingWith generator: inout some RandomNumberGenerator
  ) -> (loss: Double, gradient: Self, finalState: State) {
    guard recurrentDropout.probability > 0 else {
      let pass = forward(window) { layers($0, from: state, droppingWith: &generator) }
      return lossAndGradient(of: window, through: pass)
    }
    let dropped = layers.layers.map { RecurrentDropout($0, recurrentDropout, using: &generator) }
    var left = self
    left.layers.layers = dropped.map(\.layer)
    left.recurrentDropout = Dropout(probability: 0)
    var result = left.lossAndGradient(of: window, from: state, droppingWith: &generator)
    let gradients = result.gradient.layers.layers
    result.gradient.layers.layers = zip(dropped, gradients).map { $0.gradient($1) }
    return result
  }

  private func lossAndGradient(of window: TokenWindow, through pass: Pass) -> (
    loss: Double, gradient: Self, finalState: State
  ) {
    let targets = Array(window.targets.joined())
    let loss = crossEntropy(logits: pass.logits, targets: targets)
    var gradient = zeroed()
    let hiddenGradient = backward(
      crossEntropyGradient(logits: pass.logits, targets: targets), through: pass.hidden, adding: &gradient)
    let batchSize = window.inputs[0].count
    let byStep = window.inputs.indices.map { hiddenGradient.rows($0 * batchSize..<($0 + 1) * batchSize) }
    let layerGradients = layers.backward(byStep, through: pass.layers)
    gradient.layers = layerGradients.parameters
    embedding?.backward(
      concatenate(rows: layerGradients.inputs), through: Array(window.inputs.joined()),
      adding: &gradient.embedding!)
    return (Double(loss), gradient, pass.layers.finalState)
  }

  /// The logits of the tokens that can follow `tokens`, one row per sequence, and the states after them.
  ///
  /// - Returns: logits [B, V].
  public func step(_ tokens: [Int], from state: State) -> (logits: Matrix<Scalar>, state: State) {
    step(rows(of: tokens), from: state)
  }

  /// The logits [B, V] of what may follow rows `X_t` for the lowest layer, and the states after them.
  func step(_ input: Matrix<Scalar>, from state: State) -> (logits: Matrix<Scalar>, state: State) {
    check(state, batchSize: input.rows)
    var hidden = input
    let next = zip(layers.layers, state).map { layer, before in
      let after = layer.cell.step(hidden, from: before).state
      hidden = after.hidden
      return after
    }
    return (logits(of: hidden), next)
  }

  /// All steps of a window: the highest states stacked as [T · B, H] and their logits [T · B, V].
  private typealias Pass = (
    layers: DeepRNN<RecurrentLayer<Cell>>.Output, hidden: Matrix<Scalar>, logits: Matrix<Scalar>
  )

  private func forward(
    _ window: TokenWindow, through run: ([Matrix<Scalar>]) -> DeepRNN<RecurrentLayer<Cell>>.Output
  ) -> Pass {
    let states = run(window.inputs.map(rows))
    let hidden = concatenate(rows: states.hidden)
    return (states, hidden, logits(of: hidden))
  }

  /// The input of the lowest layer for tokens: [B, E] with an embedding, else [B, V].
  func rows(of tokens: [Int]) -> Matrix<Scalar> {
    embedding?(tokens) ?? oneHot(tokens, classCount: vocabularySize)
  }

  /// `H · W_hq + b_q`, [N, V].
  private func logits(of hidden: Matrix<Scalar>) -> Matrix<Scalar> {
    guard isTied, let embedding else { return output(hidden) }
    return matmul(hidden, embedding.weight, transposingSecond: true) + output.bias
  }

  /// From `∂L/∂logits` [N, V] to `∂L/∂H` [N, H]; adds those of the weight and the bias to `gradient`. A tied weight's is
  /// `dW_e = dlogitsᵀ · H`, added to that of the rows that were looked up.
  private func backward(
    _ logitGradient: Matrix<Scalar>, through hidden: Matrix<Scalar>, adding gradient: inout Self
  ) -> Matrix<Scalar> {
    guard isTied, let embedding else {
      return output.backward(logitGradient, through: hidden, adding: &gradient.output)
    }
    gradient.embedding!.weight.addProduct(logitGradient, hidden, transposingFirst: true)
    gradient.output.bias += logitGradient.columnSums()
    return matmul(logitGradient, embedding.weight)
  }
}

extension LanguageModel {
  /// A model of L layers with fresh parameters, of the cells that the kind's own initializer makes.
  ///
  /// - Precondition: all sizes are at least 1.
  public init(
    vocabularySize: Int, hiddenSize: Int, layerCount: Int = 1, embeddingSize: Int? = nil,
    tiesWeights: Bool = false, dropout: Dropout = Dropout(probability: 0),
    using generator: inout some RandomNumberGenerator
  ) {
    self.init(
      vocabularySize: vocabularySize, hiddenSize: hiddenSize, layerCount: layerCount,
      embeddingSize: embeddingSize, tiesWeights: tiesWeights, dropout: dropout, using: &generator
    ) { Cell(inputSize: $0, hiddenSize: $1, using: &$2) }
  }

  /// A model of L layers with fresh parameters.
  ///
  /// - Parameters:
  ///   - vocabularySize: V, how many tokens there are.
  ///   - hiddenSize: H, the length of a state, the same in every layer.
  ///   - layerCount: L, how many layers are stacked.
  ///   - embeddingSize: E, the size of an embedding in front of the lowest layer; defaults to one-hot rows.
  ///   - tiesWeights: whether the embedding's weight is the output layer's too; its numbers are then drawn from ±1/√H like
  ///     those of an output layer, otherwise from the normal distribution.
  ///   - dropout: what is dropped between two layers in training; defaults to nothing.
  ///   - generator: where the random numbers come from.
  ///   - makeCell: a cell with fresh parameters, from its input size, its hidden size and a generator.
  /// - Precondition: all sizes are at least 1.
  public init<Generator: RandomNumberGenerator>(
    vocabularySize: Int, hiddenSize: Int, layerCount: Int = 1, embeddingSize: Int? = nil,
    tiesWeights: Bool = false, dropout: Dropout = Dropout(probability: 0), using generator: inout Generator,
    makeCell: (Int, Int, inout Generator) -> Cell
  ) {
    require(
      vocabularySize >= 1 && hiddenSize >= 1 && layerCount >= 1 && embeddingSize ?? 1 >= 1,
      "a model of \(layerCount) layers of \(hiddenSize) units over \(vocabularySize) tokens cannot be made; each is at least 1"
    )
    require(
      !tiesWeights || embeddingSize == hiddenSize,
      "tied weights need an embedding of the hidden size \(hiddenSize), not of \(embeddingSize.map(String.init) ?? "none")"
    )
    let embedding = embeddingSize.map { size in
      tiesWeights
        ? Embedding(
          weight: Linear<Scalar>(inputSize: size, outputSize: vocabularySize, using: &generator).weight
            .transposed())
        : Embedding<Scalar>(vocabularySize: vocabularySize, size: size, using: &generator)
    }
    let cells = (0..<layerCount).map {
      makeCell($0 == 0 ? embeddingSize ?? vocabularySize : hiddenSize, hiddenSize, &generator)
    }
    var output = Linear<Scalar>(inputSize: hiddenSize, outputSize: vocabularySize, using: &generator)
    if tiesWeights { output.weight = .zeros(rows: 0, columns: vocabularySize) }
    self.init(
      embedding: embedding, layers: DeepRNN(cells.map { RecurrentLayer($0) }, dropout: dropout),
      output: output)
  }
}
