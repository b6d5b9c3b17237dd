import CourseSupport
import Foundation
import LinearAlgebra

/// Task 1. How likely a sentence is, as the logarithm of its probability:
///
///     log P(y_1 … y_T) = Σ_t log P(y_t | y_1 … y_{t-1})
///
/// The probability itself is a product of many small numbers, and soon too small for a `Double`; its logarithm is not.
///
/// - Parameters:
///   - tokens: y_1 … y_T.
///   - logits: [T, V]; the softmax of row t - 1 is the model's distribution of y_t, given those before.
/// - Returns: in nats, at most 0; 0 for an empty sentence.
public func logProbability(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  // TODO: Task 1, the probability of a sentence, and its perplexity (part 1 of 2).
  throw NotImplemented()
}

/// Task 1. The perplexity of a sentence, `P(y_1 … y_T)^(-1/T)`: among how many equally likely tokens the model
/// hesitates, on average over the T predictions.
///
/// - Parameters: as in ``logProbability(of:logits:)``, with at least one token.
/// - Returns: at least 1; V for a model that finds every token equally likely.
public func perplexity(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  // TODO: Task 1, the probability of a sentence, and its perplexity (part 2 of 2).
  throw NotImplemented()
}
