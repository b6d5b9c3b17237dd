import LinearAlgebra

/// Many inputs, then another number of outputs: a translation.
///
/// ```
/// E_t = encoder(X_t, E_{t-1})                       reads the source, t = 1 … T
/// D_0 = E_T                                         all that the decoder knows of it
/// D_t = decoder(Y_{t-1}, D_{t-1})                   writes the target, t = 1 … T′
/// Z_t = D_t · W_hq + b_q
/// ```
///
/// `Y_0` says "begin"; `Y_{t-1}` is the true output of the step before while learning (teacher forcing), and the
/// network's own choice while generating. The encoder has no outputs of its own: its parameters learn only through
/// the one state that it hands over.
///
/// Sutskever, Vinyals and Le, "Sequence to sequence learning with neural networks" (2014); Cho et al. (2014).
public struct EncoderDecoder<Encoder: SequenceLayer, Decoder: SequenceLayer>: ParameterCollection
where Encoder.Scalar == Decoder.Scalar, Encoder.State == Decoder.State {
  /// The scalar type.
  public typealias Scalar = Decoder.Scalar

  /// From the source to the state that is handed over.
  public var encoder: Encoder
  /// From that state and the outputs so far to hidden states.
  public var decoder: Decoder
  /// From the decoder's hidden states to logits.
  public var output: Linear<Scalar>

  /// A network of the given parts.
  ///
  /// - Precondition: encoder and decoder have the same hidden size, and the output layer takes it.
  public init(encoder: Encoder, decoder: Decoder, output: Linear<Scalar>) {
    require(
      encoder.outputSize == decoder.outputSize,
      "a decoder of hidden size \(decoder.outputSize) cannot start from an encoder's state of size \(encoder.outputSize)"
    )
    checkOutput(output, of: decoder)
    self.encoder = encoder
    self.decoder = decoder
    self.output = output
  }

  /// A network of two recurrent layers with fresh parameters.
  public init<Cell: RecurrentCell>(
    sourceSize: Int, targetSize: Int, hiddenSize: Int, outputSize: Int,
    using generator: inout some RandomNumberGenerator
  ) where Encoder == RecurrentLayer<Cell>, Decoder == RecurrentLayer<Cell> {
    self.init(
      encoder: RecurrentLayer(Cell(inputSize: sourceSize, hiddenSize: hiddenSize, using: &generator)),
      decoder: RecurrentLayer(Cell(inputSize: targetSize, hiddenSize: hiddenSize, using: &generator)),
      output: Linear(inputSize: hiddenSize, outputSize: outputSize, using: &generator))
  }

  /// The parameters by name, `encoder.…`, `decoder.…` and `output.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.encoder, named: "encoder") + parameters(of: \.decoder, named: "decoder")
      + parameters(of: \.output, named: "output")
  }
}

extension EncoderDecoder {
  /// The cache for the backward pass.
  public struct Cache: Sendable {
    /// All steps over the source.
    public let source: Encoder.Output
    /// All steps over the target.
    public let target: Decoder.Output
  }

  /// The logits of every target step while learning.
  ///
  /// - Parameters:
  ///   - source: `X_1 … X_T`, each [B, I].
  ///   - trueOutputs: `Y_0 … Y_{T′-1}`, the beginning and the true outputs of all steps but the last.
  ///   - sourceLengths: the number of real steps of each source, 0 to T; defaults to T for all.
  ///   - targetLengths: the same of the targets.
  /// - Returns: T′ logits, each [B, Q].
  public func callAsFunction(
    _ source: [Matrix<Scalar>], trueOutputs: [Matrix<Scalar>], sourceLengths: [Int]? = nil,
    targetLengths: [Int]? = nil
  ) -> (logits: [Matrix<Scalar>], cache: Cache) {
    let encoded = encoder(source, from: nil, lengths: sourceLengths)
    let decoded = decoder(trueOutputs, from: encoded.finalState, lengths: targetLengths)
    return (decoded.hidden.map { output($0) }, Cache(source: encoded, target: decoded))
  }

  /// From the gradients of the T′ logits to those of the T source inputs; adds the parameters' share.
  ///
  /// What the decoder's initial state gets is what the encoder's final state gives.
  public func backward(
    _ logitGradients: [Matrix<Scalar>], through cache: Cache, adding gradient: inout Self
  ) -> [Matrix<Scalar>] {
    require(
      logitGradients.count == cache.target.hidden.count,
      "\(cache.target.hidden.count) logits went out, so as many gradients come back, not \(logitGradients.count)"
    )
    let hiddenGradients = zip(logitGradients, cache.target.hidden).map {
      output.backward($0, through: $1, adding: &gradient.output)
    }
    let decoded = decoder.backward(hiddenGradients, finalState: nil, through: cache.target)
    gradient.decoder.add(decoded.parameters, times: 1)

    let silent = cache.source.hidden.map { Matrix<Scalar>.zeros($0.shape) }
    let encoded = encoder.backward(silent, finalState: decoded.initialState, through: cache.source)
    gradient.encoder.add(encoded.parameters, times: 1)
    return encoded.inputs
  }

  /// The logits of every target step where the network reads its own outputs.
  ///
  /// - Parameters:
  ///   - source: `X_1 … X_T`, each [B, I].
  ///   - sourceLengths: the number of real steps of each source, 0 to T; defaults to T for all.
  ///   - startInput: `Y_0`, [B, target size].
  ///   - stepCount: T′, how many steps to write.
  ///   - choose: from a step's logits [B, Q] to what the next step reads, [B, target size].
  public func generate(
    from source: [Matrix<Scalar>], sourceLengths: [Int]? = nil, startInput: Matrix<Scalar>, stepCount: Int,
    choosing choose: (Matrix<Scalar>) -> Matrix<Scalar>
  ) -> [Matrix<Scalar>] {
    let encoded = encoder(source, from: nil, lengths: sourceLengths)
    return decoder.generate(from: encoded.finalState, reading: startInput, stepCount: stepCount) { hidden in
      let logits = output(hidden)
      return (logits, choose(logits))
    }
  }
}
