import CourseSupport
import Foundation
import LinearAlgebra

/// Task 4. The n-grams of a text: every n neighboring tokens, in order.
///
/// `to be or not` has the bigrams `to be`, `be or` and `or not`. A text of fewer than n tokens has none.
///
/// - Parameters:
///   - tokens: T tokens.
///   - size: n, at least 1.
/// - Returns: T - n + 1 arrays of n tokens each.
public func nGrams(of tokens: [String], size: Int) throws -> [[String]] {
  // TODO: Task 4, n-grams, and texts as vectors (part 1 of 3).
  throw NotImplemented()
}

/// Task 4. All distinct unigrams and bigrams of some texts: first the unigrams, then the bigrams, both in order of
/// first appearance.
///
/// - Parameter texts: each text as its tokens.
/// - Returns: M n-grams; the position of an n-gram in the array is its index.
public func unigramsAndBigrams(of texts: [[String]]) throws -> [[String]] {
  // TODO: Task 4, n-grams, and texts as vectors (part 2 of 3).
  throw NotImplemented()
}

/// Task 4. Texts as vectors: 1 if the text holds the n-gram, however often, and 0 if it does not.
///
/// - Parameters:
///   - texts: N texts, each as its tokens. Other n-grams than the given ones are ignored.
///   - nGrams: M unigrams and bigrams.
/// - Returns: [N, M].
public func vectorize(_ texts: [[String]], over nGrams: [[String]]) throws -> Matrix<Double> {
  // TODO: Task 4, n-grams, and texts as vectors (part 3 of 3).
  throw NotImplemented()
}
