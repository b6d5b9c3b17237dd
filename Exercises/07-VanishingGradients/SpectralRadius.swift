import CourseSupport
import Foundation
import LinearAlgebra

/// Task 5. The spectral radius: the size of the largest eigenvalue, complex ones included.
///
///     ρ(W) = lim ‖Wⁿ‖^(1/n)  for n → ∞
///
/// Squaring gets to large n quickly: W², W⁴, W⁸, … But the powers overflow or vanish on the way unless they are
/// rescaled each time and the factors remembered.
///
/// - Parameter matrix: W, [H, H].
/// - Returns: ρ, correct to six digits; 0 if a power of W is zero.
public func spectralRadius(of matrix: Matrix<Double>) throws -> Double {
  // TODO: Task 5, the spectral radius (part 1 of 2).
  throw NotImplemented()
}

/// Task 5. The matrix, scaled to the spectral radius `radius`.
///
/// - Parameters:
///   - matrix: W, [H, H], of a spectral radius above 0.
///   - radius: the desired spectral radius.
public func scaled(_ matrix: Matrix<Double>, toSpectralRadius radius: Double) throws -> Matrix<Double> {
  // TODO: Task 5, the spectral radius (part 2 of 2).
  throw NotImplemented()
}
