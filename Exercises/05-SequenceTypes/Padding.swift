import CourseSupport
import Foundation
import LinearAlgebra

/// Task 1. Sequences of different length as one batch: the shorter ones are filled up behind their ends.
///
/// - Parameters:
///   - sequences: B sequences of tokens, at least one of which is not empty.
///   - filling: the token that stands where a sequence has ended.
/// - Returns: `steps[t][b]`, token t of sequence b, for as many steps T as the longest sequence has; and the B lengths
///   that the sequences have without filling.
public func padded(_ sequences: [[Int]], with filling: Int) throws -> (steps: [[Int]], lengths: [Int]) {
  // TODO: Task 1, padding and masks (part 1 of 2).
  throw NotImplemented()
}

/// Task 1. Which steps are real: 1 where a sequence still goes on, 0 where there is filling.
///
/// - Parameter lengths: the B lengths, the largest of which is T.
/// - Returns: T columns, each [B, 1].
public func masks(lengths: [Int]) throws -> [Matrix<Double>] {
  // TODO: Task 1, padding and masks (part 2 of 2).
  throw NotImplemented()
}
