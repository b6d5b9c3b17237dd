import CourseSupport
import Foundation
import LinearAlgebra

/// Task 1. Sequences of different lengths as one batch: the shorter ones are padded at the end.
///
/// - Parameters:
///   - sequences: B sequences of tokens, at least one of which is not empty.
///   - paddingToken: the token after the end of a sequence.
/// - Returns: `steps[t][b]`, token t of sequence b, for as many steps T as the longest sequence has; and the B lengths
///   of the sequences without padding.
public func padded(_ sequences: [[Int]], with paddingToken: Int) throws -> (steps: [[Int]], lengths: [Int]) {
  // TODO: Task 1, padding and masks (part 1 of 2).
  throw NotImplemented()
}

/// Task 1. Which steps are real: 1 while a sequence has tokens, 0 in its padding.
///
/// - Parameter lengths: the B lengths, the largest of which is T.
/// - Returns: T columns, each [B, 1].
public func masks(lengths: [Int]) throws -> [Matrix<Double>] {
  // TODO: Task 1, padding and masks (part 2 of 2).
  throw NotImplemented()
}
