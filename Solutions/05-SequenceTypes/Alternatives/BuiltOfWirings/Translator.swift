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
    sourceSize: Int, targetSize: Int, hiddenSize: Int,
    using generator: inout some RandomNumberGenerator
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

  /// Task 6: each source is read on its own, without its padding.
  private func meaning(_ source: [Matrix<Double>], lengths: [Int]) -> Matrix<Double> {
    concatenate(
      rows: lengths.indices.map { row in
        var state = encoder.initialState(batchSize: 1)
        for step in 0..<lengths[row] { state = encoder.step(source[step].row(row), from: state) }
        return state
      })
  }

  /// Task 6, forward.
  public func forward(
    _ source: [Matrix<Double>], lengths: [Int], decoderInputs: [Matrix<Double>]
  ) throws -> (logits: [Matrix<Double>], cache: Cache) {
    let read = encoder.forward(
      source, from: .zeros(rows: lengths.count, columns: encoder.hiddenSize)
    ).cache
    let written = decoder.forward(decoderInputs, from: meaning(source, lengths: lengths))
    return (
      written.states.map { output.forward($0) },
      Cache(source: read, lengths: lengths, target: written.cache)
    )
  }

  /// Task 6, backward, with the gradients of the decoder step by step.
  public func gradients(_ logitGradients: [Matrix<Double>], through cache: Cache) throws
    -> Translator
  {
    var result = zeroed()
    var fromLater = decoder.initialState(batchSize: cache.lengths.count)
    for step in logitGradients.indices.reversed() {
      let state = cache.target.states[step + 1]
      let read = output.backward(logitGradients[step], input: state)
      result.output.add(read.parameters, times: 1)
      let back = decoder.stepBackward(
        read.input + fromLater, input: cache.target.inputs[step],
        previousState: cache.target.states[step], state: state)
      result.decoder.add(back.parameters, times: 1)
      fromLater = back.previousState
    }
    var entering = [Matrix<Double>](
      repeating: .zeros(fromLater.shape), count: cache.source.inputs.count)
    for (row, length) in cache.lengths.enumerated() {
      for unit in 0..<fromLater.columns { entering[length - 1][row, unit] = fromLater[row, unit] }
    }
    result.encoder = encoder.backward(entering, through: cache.source).parameters
    return result
  }

  /// Task 6: what is written is read again from the start for one token more.
  public func translate(
    _ source: [Matrix<Double>], lengths: [Int], start: Matrix<Double>, stepCount: Int
  ) throws -> [[Int]] {
    var inputs = [start]
    var written: [[Int]] = []
    for _ in 0..<stepCount {
      let logits = try forward(source, lengths: lengths, decoderInputs: inputs).logits
      written.append(logits[logits.count - 1].rowArgmax())
      inputs.append(oneHotRows(written[written.count - 1], classCount: output.weight.columns))
    }
    return written
  }
}
