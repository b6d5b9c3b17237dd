import LinearAlgebra

/// An encoder for a decoder whose states have another type or size: any layer, and a ``StateBridge`` from what it says of
/// the whole source to the state in which the decoder begins.
///
/// ```swift
/// let decoder = LSTM<Double>(LSTMCell(inputSize: 7, hiddenSize: 8, using: &generator))
/// let reader = Bidirectional<GRUCell<Double>>(inputSize: 4, hiddenSize: 5, using: &generator)
/// let network = EncoderDecoder(
///   encoder: BridgedEncoder(reader, to: decoder.cell, using: &generator), decoder: decoder,
///   output: Linear(inputSize: 8, outputSize: 7, using: &generator))
/// ```
///
/// It is a layer that has read everything before it answers: its output is the same at every step, what its final state
/// shows. No state can be given to it.
public struct BridgedEncoder<Encoder: SequenceLayer, State: RecurrentState>: SequenceLayer
where Encoder.Scalar == State.Scalar {
  /// The scalar type.
  public typealias Scalar = State.Scalar

  /// The layer that reads the source.
  public var encoder: Encoder
  /// From its summary to the decoder's first state.
  public var bridge: StateBridge<State>
  /// The decoder's zero state of no sequence, which has the form of what is handed over.
  private let form: State

  /// An encoder for decoders of a cell, with a fresh bridge.
  public init<Cell: RecurrentCell>(
    _ encoder: Encoder, to cell: Cell, using generator: inout some RandomNumberGenerator
  ) where Cell.State == State {
    self.encoder = encoder
    bridge = StateBridge(inputSize: encoder.outputSize, to: cell, using: &generator)
    form = cell.initialState(batchSize: 0)
  }

  /// The parameters by name, `encoder.…` and `bridge.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.encoder, named: "encoder") + parameters(of: \.bridge, named: "bridge")
  }

  /// I, the number of columns of an input.
  public var inputSize: Int { encoder.inputSize }
  /// H of the decoder.
  public var outputSize: Int { form.hidden.columns }

  /// The cache for the backward pass.
  public struct Cache: Sendable {
    /// The pass over the source.
    public let source: SequenceOutput<Encoder>
    /// The bridge's cache.
    public let bridge: StateBridge<State>.Cache
  }

  /// Reads sources and builds the bridge.
  ///
  /// - Precondition: there is no state to begin with.
  public func callAsFunction(_ inputs: [Matrix<Scalar>], from state: State?, lengths: [Int]?) -> Output {
    require(
      state == nil, "an encoder with a bridge begins with the zero state, since the bridge leads from its end"
    )
    let source = encoder(inputs, from: nil, lengths: lengths)
    let summary = encoder.summary(of: source)
    let (final, cache) = bridge(summary, like: zero(batchSize: summary.rows))
    return Output(
      hidden: inputs.map { _ in final.hidden }, finalState: final, lengths: lengths,
      cache: Cache(source: source, bridge: cache))
  }

  /// The gradients of all outputs and of the final state, back over the bridge; that of the initial state is zero.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: State?, through output: Output
  ) -> Gradients {
    output.checkGradients(hiddenGradients)
    let zero = zero(batchSize: output.finalState.hidden.rows)
    var final = finalState ?? zero
    for gradient in hiddenGradients { final.hidden += gradient }
    var parameters = zeroed()
    let summary = bridge.backward(final, through: output.cache.bridge, adding: &parameters.bridge)
    let source = output.cache.source
    let gradients = encoder.backward(
      source.hidden.map { .zeros($0.shape) },
      finalState: encoder.finalStateGradient(ofSummary: summary, through: source), through: source)
    parameters.encoder = gradients.parameters
    return Gradients(inputs: gradients.inputs, initialState: zero, parameters: parameters)
  }

  /// The decoder's initial state, [B, H].
  public func summary(of output: Output) -> Matrix<Scalar> { output.finalState.hidden }

  /// The state gradient whose hidden part is `gradient`.
  public func finalStateGradient(ofSummary gradient: Matrix<Scalar>, through output: Output) -> State {
    var state = zero(batchSize: gradient.rows)
    state.hidden = gradient
    return state
  }

  private func zero(batchSize: Int) -> State {
    form.combined(with: form) { part, _ in .zeros(rows: batchSize, columns: part.columns) }
  }
}
