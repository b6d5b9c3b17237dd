import CourseSupport
import Foundation
import LinearAlgebra

/// Task 3. One-hot encoding: a row for each label, 1 in the label's own column and 0 elsewhere.
///
/// - Parameters:
///   - labels: N labels.
///   - classCount: V, the number of categories; it can be larger than every label that occurs.
/// - Returns: [N, V].
/// - Throws: ``CategoryError/labelOutOfRange(_:index:)`` for the first label outside 0 ..< V.
public func oneHot(_ labels: [Int], classCount: Int) throws -> Matrix<Double> {
  // TODO: Task 3, one-hot encoding and back (part 1 of 2).
  throw NotImplemented()
}

/// Task 3. Undoes ``oneHot(_:classCount:)``: the label of each row.
///
/// - Parameter rows: [N, V].
/// - Returns: N labels.
/// - Throws: ``CategoryError/notOneHot(row:)`` for the first row that is not a single 1 among zeros.
public func decodeOneHot(_ rows: Matrix<Double>) throws -> [Int] {
  // TODO: Task 3, one-hot encoding and back (part 2 of 2).
  throw NotImplemented()
}
