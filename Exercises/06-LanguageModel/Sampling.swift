import CourseSupport
import Foundation
import LinearAlgebra

/// How a token is chosen from logits.
public struct Choice: Sendable {
  /// Logits are divided by it; 0 always takes the most likely token (greedy).
  public var temperature: Double
  /// Only the k most likely tokens can be sampled; `nil` means all.
  public var topK: Int?

  /// A way of choosing.
  public init(temperature: Double = 1, topK: Int? = nil) {
    self.temperature = temperature
    self.topK = topK
  }
}

/// Task 4. The probabilities the tokens are sampled with.
///
/// - The softmax of the logits divided by the temperature. At temperature 0 all probability is on the largest logit,
///   the first of them if several are equal.
/// - With top-k only the k tokens with the largest logits keep their probability, divided by the sum of what is kept, and
///   all others have 0. Of equal logits the lower index goes first. A k above V keeps all.
///
/// - Parameters:
///   - logits: [1, V].
///   - choice: temperature and top-k.
/// - Returns: V numbers that sum to 1.
public func distribution(_ logits: Matrix<Double>, _ choice: Choice) throws -> [Double] {
  // TODO: Task 4, sampling: temperature, top-k, greedy, and a novel sentence (part 1 of 3).
  throw NotImplemented()
}

/// Task 4. Samples a token: lays the probabilities end to end from 0 to 1, and takes the one under the point.
///
/// - Parameters:
///   - probabilities: V numbers that sum to 1, up to rounding.
///   - point: at least 0, below 1.
/// - Returns: the first token at whose end the sum is larger than the point; if rounding leaves none, the last token
///   whose probability is not 0.
public func draw(_ probabilities: [Double], at point: Double) throws -> Int {
  // TODO: Task 4, sampling: temperature, top-k, greedy, and a novel sentence (part 2 of 3).
  throw NotImplemented()
}

/// Task 4. A novel sentence: samples a token, feeds it back as the next input, and continues until `<EOS>` or the limit.
///
/// - Parameters:
///   - model: the model to sample from, starting with a state of zeros and `x_1 = 0`.
///   - choice: temperature and top-k.
///   - limit: how many tokens at most.
///   - generator: each token, including `<EOS>`, takes one number from it, `Double.random(in: 0..<1, using: &generator)`.
/// - Returns: the tokens, without `<EOS>`.
public func sample(
  from model: LanguageModel, _ choice: Choice, limit: Int, using generator: inout some RandomNumberGenerator
) throws -> [Int] {
  // TODO: Task 4, sampling: temperature, top-k, greedy, and a novel sentence (part 3 of 3).
  throw NotImplemented()
}
