import LinearAlgebra
import RecurrentNetworks

/// A target sequence that a network has written, and where it looked for each token.
public struct DecodedSequence<Scalar: MatrixScalar>: Sendable, Equatable {
  /// The tokens, the end token included if there is one.
  public let tokens: [Int]
  /// Whether the sequence ends with the end token; otherwise it was cut at the length limit.
  public let isComplete: Bool
  /// `log P(tokens | source)`, in nats.
  public let logProbability: Double
  /// The log-probability divided by the length penalty: what sequences are ranked by.
  public let score: Double
  /// The weights of the source's steps, [number of tokens, S]: row t is where the network looked for token t.
  public let alignment: Matrix<Scalar>

  /// A sequence of tokens with the weights of each.
  init(
    tokens: [Int], endToken: Int, logProbability: Double, weights: [Matrix<Scalar>], stepCount: Int,
    penalty: LengthPenalty
  ) {
    self.tokens = tokens
    isComplete = tokens.last == endToken
    self.logProbability = logProbability
    score = tokens.isEmpty ? logProbability : logProbability / penalty.divisor(length: tokens.count)
    alignment = weights.isEmpty ? .zeros(rows: 0, columns: stepCount) : concatenate(rows: weights)
  }
}

/// The log-probabilities of the next token, [B, V], from logits.
///
/// - Precondition: the logits give probabilities.
func nextLogProbabilities<Scalar>(_ logits: Matrix<Scalar>) -> Matrix<Scalar> {
  let logProbabilities = logSoftmax(logits)
  require(
    !logProbabilities.elements.contains(where: \.isNaN),
    "the network's logits give no probabilities: its training has diverged; use a smaller learning rate")
  return logProbabilities
}
