import LinearAlgebra

/// Task 1. Clips by value: every number on its own is moved into `-limit ... limit`.
///
/// What lies inside stays as it is, and so does NaN, which is in no interval and must not be made to look harmless.
///
/// - Parameters:
///   - gradients: the gradients of all parameters, each of a shape of its own.
///   - limit: c, above 0.
/// - Returns: as many matrices of the same shapes.
public func clipped(_ gradients: [Matrix<Double>], toValue limit: Double) throws -> [Matrix<Double>] {
  gradients.map { gradient in
    gradient.map { $0 > limit ? limit : $0 < -limit ? -limit : $0 }  // NaN is neither, and stays
  }
}

/// Task 2. The global norm: that of all numbers of all gradients taken as one long vector, `√Σ g²`.
public func globalNorm(_ gradients: [Matrix<Double>]) throws -> Double {
  gradients.reduce(0) { $0 + $1.squaredNorm }.squareRoot()  // one root, of the sum over all of them
}

/// Task 2. Clips by the global norm: where that is above the limit, all gradients are scaled by one factor, so that
/// it becomes the limit.
///
/// Gradients whose norm is within the limit stay as they are. So do those whose norm is NaN or infinite: no factor makes
/// a direction of them again.
///
/// - Parameters:
///   - gradients: the gradients of all parameters, each of a shape of its own.
///   - limit: c, above 0.
/// - Returns: as many matrices of the same shapes.
public func clipped(_ gradients: [Matrix<Double>], toNorm limit: Double) throws -> [Matrix<Double>] {
  let norm = try globalNorm(gradients)
  guard norm.isFinite, norm > limit else { return gradients }
  return gradients.map { $0 * (limit / norm) }  // the same factor for all: the direction stays
}
