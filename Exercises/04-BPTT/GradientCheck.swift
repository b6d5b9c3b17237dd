import CourseSupport
import Foundation
import LinearAlgebra

/// Task 5. The gradient of a function of a matrix by central differences:
///
///     ∂f/∂x_ij ≈ (f(x + h e_ij) - f(x - h e_ij)) / 2h
///
/// where e_ij is 1 at [i, j] and 0 elsewhere.
///
/// - Parameters:
///   - function: the function, to be called with matrices of the shape of `point`.
///   - point: x, of any shape.
///   - step: h.
/// - Returns: a matrix of the shape of `point`.
public func numericGradient(
  of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, step: Double
) throws -> Matrix<Double> {
  // TODO: Task 5, your own gradient checker (part 1 of 3).
  throw NotImplemented()
}

/// Task 5. The distance of two numbers, as a fraction of the larger of the two: `|a - b| / max(|a|, |b|)`.
///
/// For two zeros it is 0. If one of the two is NaN or infinite it is infinity, so that no check can pass.
public func relativeError(_ a: Double, _ b: Double) throws -> Double {
  // TODO: Task 5, your own gradient checker (part 2 of 3).
  throw NotImplemented()
}

/// Task 5. The gradient check: the largest relative error between a gradient and central differences.
///
/// - Parameters:
///   - gradient: the result of a backward pass, in the shape of `point`.
///   - function: the loss as a function of the one matrix.
///   - point: the point at which the gradient was taken.
///   - step: h of the central differences.
/// - Returns: the largest error, and its row and column.
public func checkGradient(
  _ gradient: Matrix<Double>, of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
  step: Double
) throws -> (error: Double, row: Int, column: Int) {
  // TODO: Task 5, your own gradient checker (part 3 of 3).
  throw NotImplemented()
}
