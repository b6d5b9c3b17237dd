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
  var power = matrix  // W^n / (its norm), for n = 1, 2, 4, …
  var logarithm = 0.0  // log ‖Wⁿ‖ / n
  var share = 1.0  // 1 / n
  for _ in 0..<40 {
    let norm = power.norm
    if norm == 0 { return 0 }
    logarithm += share * log(norm)  // log ‖W²ⁿ‖ / 2n = log ‖Wⁿ‖ / n + log ‖(Wⁿ / ‖Wⁿ‖)²‖ / 2n
    power /= norm
    power = matmul(power, power)
    share /= 2
  }
  return exp(logarithm)
}

/// Task 5. The matrix, scaled to the spectral radius `radius`.
///
/// - Parameters:
///   - matrix: W, [H, H], of a spectral radius above 0.
///   - radius: the desired spectral radius.
public func scaled(_ matrix: Matrix<Double>, toSpectralRadius radius: Double) throws -> Matrix<Double> {
  matrix * (radius / (try spectralRadius(of: matrix)))  // eigenvalues scale with the matrix
}
