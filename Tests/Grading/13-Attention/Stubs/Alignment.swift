import CourseSupport
import Foundation
import LinearAlgebra

/// Task 6. Reads an alignment: the source step each output step looked at.
///
/// - Parameter weights: row t holds the weights of output step t over the S source steps, [T, S].
/// - Returns: for each output step, the source step with more than half of the weight, counted from 0; `nil` if no step
///   has more than half.
public func readAlignment(_ weights: Matrix<Double>) throws -> [Int?] {
  // TODO: Task 6, an alignment, read and set by hand (part 1 of 2).
  throw NotImplemented()
}

/// Task 6. Queries and keys, set by hand, whose alignment is a reversal: output step t puts at least 0.99 of its weight
/// on source step S - 1 - t, both counted from 0.
///
/// The scores are dot products, not scaled, and nothing is masked: α = softmax(queries · keysᵀ).
///
/// - Parameter stepCount: S, at least 1 and at most 50.
/// - Returns: one query and one key per row, both [S, d]; choose any d.
public func reversingVectors(stepCount: Int) throws -> (queries: Matrix<Double>, keys: Matrix<Double>) {
  // TODO: Task 6, an alignment, read and set by hand (part 2 of 2).
  throw NotImplemented()
}
