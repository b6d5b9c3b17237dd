import CourseSupport
import EarlierUnits
import Foundation
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
    // TODO: Task 5, a decoder that looks at every step (part 1 of 2).
    throw NotImplemented()
  }

  /// Task 5. The gradients of all parameters. Each E_s is key and value at all T output steps, so it gets 2 T gradients,
  /// which are added up.
  ///
  /// - Parameters:
  ///   - logitGradients: dL/dZ_1 … dL/dZ_T, each [B, V].
  ///   - cache: the cache `forward` returned.
  /// - Returns: the gradients, in a translator of the same shapes.
  public func gradients(_ logitGradients: [Matrix<Double>], through cache: Cache) throws -> Translator {
    // TODO: Task 5, a decoder that looks at every step (part 2 of 2).
    throw NotImplemented()
  }
}
