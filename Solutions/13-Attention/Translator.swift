import EarlierUnits
import LinearAlgebra

/// An encoder, and a decoder that looks at every state of the encoder for every token it writes:
///
///     E_s = tanh(X_s · W_xh + E_{s-1} · W_hh + b_h)       the encoder's weights, s = 1 … S, E_0 = 0
///     D_t = tanh(Y_{t-1} · W_xh + D_{t-1} · W_hh + b_h)   the decoder's weights, t = 1 … T, D_0 = 0
///     α_t = weights of the scores of D_t over E_1 … E_S   the query is D_t, the keys are the encoder's states
///     C_t = Σ_s α_{t,s} E_s                               and so are the values
///     Z_t = [D_t, C_t] · W + b                            logits
///
/// The decoder starts from zeros: all it learns about the source comes through the contexts. B is the batch, I the source
/// size, H the encoder's hidden size, D the decoder's, V the target size.
public struct Translator: ParameterCollection {
  /// Reads the source.
  public var encoder: RNNLayer
  /// Reads the tokens written so far.
  public var decoder: RNNLayer
  /// Compares D_t with each E_s.
  public var score: AdditiveScore
  /// From [D_t, C_t] to logits: W [D + H, V] and b [1, V].
  public var output: LinearLayer

  /// A translator of the given parts.
  public init(encoder: RNNLayer, decoder: RNNLayer, score: AdditiveScore, output: LinearLayer) {
    self.encoder = encoder
    self.decoder = decoder
    self.score = score
    self.output = output
  }

  /// A translator with random parameters, whose encoder and decoder both have `hiddenSize` units.
  public init(
    sourceSize: Int, targetSize: Int, hiddenSize: Int, scoreSize: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    encoder = RNNLayer(inputSize: sourceSize, hiddenSize: hiddenSize, using: &generator)
    decoder = RNNLayer(inputSize: targetSize, hiddenSize: hiddenSize, using: &generator)
    score = AdditiveScore(querySize: hiddenSize, keySize: hiddenSize, size: scoreSize, using: &generator)
    output = LinearLayer(inputSize: 2 * hiddenSize, outputSize: targetSize, using: &generator)
  }

  /// All eleven matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    parameters(of: \.encoder, named: "encoder") + parameters(of: \.decoder, named: "decoder")
      + parameters(of: \.score, named: "score") + parameters(of: \.output, named: "output")
  }

  /// The values cached for the backward pass.
  public struct Cache: Sendable {
    /// Of the encoder.
    public var source: RNNLayer.Cache
    /// Of the decoder.
    public var target: RNNLayer.Cache
    /// α_1 … α_T, each [B, S].
    public var weights: [Matrix<Double>]
    /// C_1 … C_T, each [B, H].
    public var contexts: [Matrix<Double>]

    /// A cache with all its parts.
    public init(
      source: RNNLayer.Cache, target: RNNLayer.Cache, weights: [Matrix<Double>], contexts: [Matrix<Double>]
    ) {
      self.source = source
      self.target = target
      self.weights = weights
      self.contexts = contexts
    }
  }

  /// Task 5. The forward pass, for given decoder inputs.
  ///
  /// - Parameters:
  ///   - source: X_1 … X_S, each [B, I].
  ///   - lengths: the number of real steps of each source, B numbers from 0 to S.
  ///   - decoderInputs: Y_0 … Y_{T-1}, each [B, V].
  /// - Returns: Z_1 … Z_T, each [B, V], and the cache for the backward pass.
  public func forward(
    _ source: [Matrix<Double>], lengths: [Int], decoderInputs: [Matrix<Double>]
  ) throws -> (logits: [Matrix<Double>], cache: Cache) {
    let read = encoder.forward(source, from: encoder.initialState(batchSize: lengths.count))
    let written = decoder.forward(decoderInputs, from: decoder.initialState(batchSize: lengths.count))
    var cache = Cache(source: read.cache, target: written.cache, weights: [], contexts: [])
    let logits = try written.states.map { state in
      let weights = try maskedWeights(score.scores(state, over: read.states), lengths: lengths)
      let look = try context(weights, of: read.states)
      cache.weights.append(weights)
      cache.contexts.append(look)
      return output.forward(concatenate(columns: [state, look]))  // [B, D + H] → [B, V]
    }
    return (logits, cache)
  }

  /// Task 5. The gradients of all parameters. Each E_s is key and value at all T output steps, so it gets 2 T gradients,
  /// which are added up.
  ///
  /// - Parameters:
  ///   - logitGradients: dL/dZ_1 … dL/dZ_T, each [B, V].
  ///   - cache: the cache `forward` returned.
  /// - Returns: the gradients, in a translator of the same shapes.
  public func gradients(_ logitGradients: [Matrix<Double>], through cache: Cache) throws -> Translator {
    var gradient = zeroed()
    let states = Array(cache.source.states.dropFirst())  // E_1 … E_S
    var stateGradients = states.map { Matrix<Double>.zeros($0.shape) }
    var decoderGradients: [Matrix<Double>] = []
    for (t, logitGradient) in logitGradients.enumerated() {
      let (query, weights) = (cache.target.states[t + 1], cache.weights[t])
      let both = output.backward(logitGradient, input: concatenate(columns: [query, cache.contexts[t]]))
      gradient.output.add(both.parameters, times: 1)
      let contextGradient = both.input.columns(query.columns..<both.input.columns)
      let look = try contextBackward(contextGradient, weights: weights, values: states)
      let scoreGradient = try maskedWeightsBackward(look.weights, weights: weights)
      let asked = try score.backward(scoreGradient, query: query, keys: states)
      gradient.score.add(asked.parameters, times: 1)
      for s in states.indices { stateGradients[s] += look.values[s] + asked.keys[s] }  // value and key
      decoderGradients.append(both.input.columns(0..<query.columns) + asked.query)
    }
    gradient.encoder = encoder.backward(stateGradients, through: cache.source).parameters
    gradient.decoder = decoder.backward(decoderGradients, through: cache.target).parameters
    return gradient
  }
}
