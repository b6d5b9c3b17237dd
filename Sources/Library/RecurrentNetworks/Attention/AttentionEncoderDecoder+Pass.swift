import LinearAlgebra

extension AttentionEncoderDecoder {
  /// A source that was read: all that the decoder needs of it, and what the backward pass needs.
  public struct Encoded: Sendable {
    /// The encoder's pass.
    public let source: Encoder.Output
    /// Its outputs, as the decoder looks at them.
    public let memory: AttentionMemory<Scalar>
    /// `D_0`, the state in which the decoder begins.
    public let initialState: Cell.State
    /// The bridge's cache, if there is one.
    public let bridge: StateBridge<Cell.State>.Cache?
  }

  /// The result of a pass.
  public struct Output: Sendable {
    /// The pass over the source.
    public let encoded: Encoded
    /// The pass over the target.
    public let target: Decoder.Output

    /// `Z_1 … Z_T`, each [B, V].
    public var logits: [Matrix<Scalar>] { target.logits }
    /// The weights of the source's steps at each target step, T matrices [B, S].
    public var weights: [Matrix<Scalar>] { target.weights }
  }

  /// Reads sources.
  ///
  /// - Parameters:
  ///   - source: `X_1 … X_S`, each [B, I], at least one.
  ///   - lengths: the number of real steps of each source, 0 to S; defaults to S for all.
  public func encode(_ source: [Matrix<Scalar>], lengths: [Int]? = nil) -> Encoded {
    checkParts()
    let states = encoder(source, from: nil, lengths: lengths)
    let mask = lengths.map { AttentionMask(lengths: $0, stepCount: source.count) }
    let memory = decoder.attention.memory(keys: states.hidden, mask: mask)
    let zero = decoder.cell.initialState(batchSize: memory.values.batchSize)
    let bridged = bridge.map { $0(encoder.summary(of: states), like: zero) }
    return Encoded(
      source: states, memory: memory, initialState: bridged?.state ?? zero, bridge: bridged?.cache)
  }

  /// The logits of every target step for given inputs.
  ///
  /// - Parameters:
  ///   - source: `X_1 … X_S`, each [B, I], at least one.
  ///   - lengths: the number of real steps of each source, 0 to S; defaults to S for all.
  ///   - inputs: `y_0 … y_{T-1}`, T lists of B tokens; for teacher forcing ``inputs(forTargets:ignoredTarget:)``.
  public func callAsFunction(_ source: [Matrix<Scalar>], lengths: [Int]? = nil, inputs: [[Int]]) -> Output {
    let encoded = encode(source, lengths: lengths)
    return Output(
      encoded: encoded, target: decoder(inputs, from: encoded.initialState, over: encoded.memory))
  }

  /// From the gradients of the T logits to those of the S source inputs; adds the parameters' share.
  ///
  /// An output of the encoder was key and value at every target step, and the last ones, through the bridge, the
  /// decoder's first state: all of that is added.
  ///
  /// - Returns: `∂L/∂X_1 … ∂L/∂X_S`, each [B, I], zero where the input was padding.
  public func backward(
    _ logitGradients: [Matrix<Scalar>], through output: Output, adding gradient: inout Self
  )
    -> [Matrix<Scalar>]
  {
    let encoded = output.encoded
    let decoded = decoder.backward(logitGradients, through: output.target, adding: &gradient.decoder)
    var finalState: Encoder.State?
    if let bridge, let cache = encoded.bridge {
      let summary = bridge.backward(decoded.initialState, through: cache, adding: &gradient.bridge!)
      finalState = encoder.finalStateGradient(ofSummary: summary, through: encoded.source)
    }
    let source = encoder.backward(
      zip(decoded.keys, decoded.values).map { $0 + $1 }, finalState: finalState, through: encoded.source)
    gradient.encoder.add(source.parameters, times: 1)
    return source.inputs
  }
}
