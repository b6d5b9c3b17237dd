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
  // TODO: Task 5, a gradient checker of your own (part 1 of 3).
  throw NotImplemented()
}

/// Task 5. How far two numbers are apart, as a part of the larger of the two: `|a - b| / max(|a|, |b|)`.
///
/// Two zeros are not apart at all: then it is 0. Where one of them is NaN or infinite it is infinity, so that no
/// check can pass by it.
public func relativeError(_ a: Double, _ b: Double) throws -> Double {
  // TODO: Task 5, a gradient checker of your own (part 2 of 3).
  throw NotImplemented()
}

/// Task 5. The gradient check: the largest relative error between a gradient and central differences.
///
/// - Parameters:
///   - gradient: what a backward pass says, in the shape of `point`.
///   - function: the loss as a function of the one matrix.
///   - point: where the gradient was taken.
///   - step: h of the central differences.
/// - Returns: the error, and the place where it is largest.
public func checkGradient(
  _ gradient: Matrix<Double>, of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
  step: Double
) throws -> (error: Double, row: Int, column: Int) {
  // TODO: Task 5, a gradient checker of your own (part 3 of 3).
  throw NotImplemented()
}
