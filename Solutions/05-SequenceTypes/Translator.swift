import EarlierUnits
import LinearAlgebra

/// An encoder and a decoder, for any number of outputs, whatever the number of inputs:
///
///     E_t = tanh(X_t · W_xh + E_{t-1} · W_hh + b_h)       the encoder's weights, t = 1 … T, E_0 = 0
///     D_0 = E at each sequence's own last step
///     D_t = tanh(Y_{t-1} · W_xh + D_{t-1} · W_hh + b_h)   the decoder's weights, t = 1 … T′
///     Z_t = D_t · W_hq + b_q
///
/// Y_0 marks the start of the answer; each later Y is the previous token written, one-hot.
public struct Translator: ParameterCollection {
  /// Reads the source.
  public var encoder: RNNLayer
  /// Writes the answer.
  public var decoder: RNNLayer
  /// From the decoder's states to logits.
  public var output: LinearLayer

  /// A translator of the given parts; both layers have the same hidden size.
  public init(encoder: RNNLayer, decoder: RNNLayer, output: LinearLayer) {
    self.encoder = encoder
    self.decoder = decoder
    self.output = output
  }

  /// A translator whose parameters are drawn from `generator`; the decoder reads what it writes, `targetSize` classes.
  public init(
    sourceSize: Int, targetSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    encoder = RNNLayer(inputSize: sourceSize, hiddenSize: hiddenSize, using: &generator)
    decoder = RNNLayer(inputSize: targetSize, hiddenSize: hiddenSize, using: &generator)
    output = LinearLayer(inputSize: hiddenSize, outputSize: targetSize, using: &generator)
  }

  /// All eight matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    parameters(of: \.encoder, named: "encoder") + parameters(of: \.decoder, named: "decoder")
      + parameters(of: \.output, named: "output")
  }

  /// The values cached for the backward pass.
  public struct Cache: Sendable {
    /// Of the encoder.
    public var source: RNNLayer.Cache
    /// The number of real steps of each source.
    public var lengths: [Int]
    /// Of the decoder.
    public var target: RNNLayer.Cache

    /// A cache with all its parts.
    public init(source: RNNLayer.Cache, lengths: [Int], target: RNNLayer.Cache) {
      self.source = source
      self.lengths = lengths
      self.target = target
    }
  }

  /// Task 6. The forward pass during training.
  ///
  /// - Parameters:
  ///   - source: X_1 … X_T, each [B, I].
  ///   - lengths: the number of real steps of each source, B numbers from 1 to T.
  ///   - decoderInputs: Y_0 … Y_{T′-1}, each [B, Q].
  /// - Returns: Z_1 … Z_T′, each [B, Q], and the cache for the backward pass.
  public func forward(
    _ source: [Matrix<Double>], lengths: [Int], decoderInputs: [Matrix<Double>]
  ) throws -> (logits: [Matrix<Double>], cache: Cache) {
    let read = encoder.forward(source, from: encoder.initialState(batchSize: lengths.count))
    let handedOver = try lastStates(read.states, lengths: lengths)  // all it will get
    let written = decoder.forward(decoderInputs, from: handedOver)
    let logits = written.states.map(output.forward)
    return (logits, Cache(source: read.cache, lengths: lengths, target: written.cache))
  }

  /// Task 6. The gradients of all parameters.
  ///
  /// - Parameters:
  ///   - logitGradients: dL/dZ_1 … dL/dZ_T′, each [B, Q].
  ///   - cache: the cache `forward` returned.
  /// - Returns: the gradients, in a translator of the same shapes.
  public func gradients(
    _ logitGradients: [Matrix<Double>], through cache: Cache
  ) throws -> Translator {
    let writer = SequenceNetwork(layer: decoder, output: output)
    let written = try writer.manyToManyGradients(logitGradients, through: cache.target)
    let toStates = logitGradients.map { matmul($0, output.weight, transposingSecond: true) }
    let handedBack = decoder.backward(toStates, through: cache.target).initialState  // the bridge
    let toSource = try scatterToLastSteps(
      handedBack, lengths: cache.lengths, stepCount: cache.source.inputs.count)
    let read = encoder.backward(toSource, through: cache.source)
    return Translator(encoder: read.parameters, decoder: written.layer, output: written.output)
  }

  /// Task 6. The forward pass at generation time: the decoder reads its own choices.
  ///
  /// - Parameters:
  ///   - source: X_1 … X_T, each [B, I].
  ///   - lengths: the number of real steps of each source.
  ///   - start: Y_0, [B, Q].
  ///   - stepCount: how many tokens to write, whatever they are.
  /// - Returns: `tokens[t][b]`, at each step the token with the largest logit.
  public func translate(
    _ source: [Matrix<Double>], lengths: [Int], start: Matrix<Double>, stepCount: Int
  ) throws -> [[Int]] {
    let read = encoder.forward(source, from: encoder.initialState(batchSize: lengths.count))
    var state = try lastStates(read.states, lengths: lengths)
    var next = start
    var written: [[Int]] = []
    for _ in 0..<stepCount {
      state = decoder.step(next, from: state)
      let tokens = output.forward(state).rowArgmax()
      written.append(tokens)
      next = oneHotRows(tokens, classCount: decoder.inputSize)
    }
    return written
  }
}
