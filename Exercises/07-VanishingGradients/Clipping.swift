import CourseSupport
import Foundation
import LinearAlgebra

/// Task 1. Clips by value: each number is moved into `-limit ... limit` separately.
///
/// Numbers inside the interval stay unchanged. So does NaN, which is in no interval and must not be made to look
/// harmless.
///
/// - Parameters:
///   - gradients: the gradients of all parameters, each with its own shape.
///   - limit: c, above 0.
/// - Returns: as many matrices of the same shapes.
public func clipped(_ gradients: [Matrix<Double>], toValue limit: Double) throws -> [Matrix<Double>] {
  // TODO: Task 1, clipping by value.
  throw NotImplemented()
}

/// Task 2. The global norm: the norm of all numbers of all gradients as one long vector, `√Σ g²`.
public func globalNorm(_ gradients: [Matrix<Double>]) throws -> Double {
  // TODO: Task 2, clipping by the global norm (part 1 of 2).
  throw NotImplemented()
}

/// Task 2. Clips by the global norm: if it is above the limit, all gradients are scaled by one factor that makes it the
/// limit.
///
/// Gradients whose norm is within the limit stay unchanged. So do gradients whose norm is NaN or infinite: no factor
/// turns them into a direction again.
///
/// - Parameters:
///   - gradients: the gradients of all parameters, each with its own shape.
///   - limit: c, above 0.
/// - Returns: as many matrices of the same shapes.
public func clipped(_ gradients: [Matrix<Double>], toNorm limit: Double) throws -> [Matrix<Double>] {
  // TODO: Task 2, clipping by the global norm (part 2 of 2).
  throw NotImplemented()
}
