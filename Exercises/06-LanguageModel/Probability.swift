import CourseSupport
import Foundation
import LinearAlgebra

/// Task 1. The probability of a sequence of N predicted tokens, as a logarithm:
///
///     log P(y_1 … y_N) = Σ_t log P(y_t | y_1 … y_{t-1})
///
/// The probability itself is a product of many small numbers, and soon too small for a `Double`; its logarithm is not.
///
/// - Parameters:
///   - tokens: y_1 … y_N. If the sentence ends here, `<EOS>` is the last of them: N = T + 1.
///   - logits: [N, V]; the softmax of row t - 1 is the model's distribution of y_t, given the tokens before it.
/// - Returns: in nats, at most 0; 0 for an empty sentence.
public func logProbability(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  // TODO: Task 1, the probability of a sentence, and its perplexity (part 1 of 2).
  throw NotImplemented()
}

/// Task 1. The perplexity of N predicted tokens, `P(y_1 … y_N)^(-1/N)`: the number of equally likely tokens the model
/// hesitates among, on average over the N predictions.
///
/// - Parameters: as in ``logProbability(of:logits:)``, with at least one token.
/// - Returns: at least 1; V for a model that finds every token equally likely.
public func perplexity(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  // TODO: Task 1, the probability of a sentence, and its perplexity (part 2 of 2).
  throw NotImplemented()
}
