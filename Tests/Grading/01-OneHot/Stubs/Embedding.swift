import CourseSupport
import Foundation
import LinearAlgebra

/// Task 5. The rows of a weight matrix that the labels name: what `oneHot(labels) · weight` gives, without the
/// product.
///
/// A row that no label names must not matter, whatever it holds.
///
/// - Parameters:
///   - labels: N labels.
///   - weight: [V, H], a row of H numbers for each category.
/// - Returns: [N, H].
/// - Throws: ``CategoryError/labelOutOfRange(_:index:)`` for the first label outside 0 ..< V.
public func embed(_ labels: [Int], in weight: Matrix<Double>) throws -> Matrix<Double> {
  // TODO: Task 5, rows of a matrix without the product.
  throw NotImplemented()
}
