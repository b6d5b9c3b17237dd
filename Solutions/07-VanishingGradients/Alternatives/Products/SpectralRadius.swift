import Foundation
import LinearAlgebra

/// Squares thirty-five times, scaled by the largest entry instead of the norm; the root is taken once, at the end.
public func spectralRadius(of matrix: Matrix<Double>) throws -> Double {
  func size(_ matrix: Matrix<Double>) -> Double { matrix.elements.map(abs).max() ?? 0 }
  var logarithms: [Double] = []
  var power = matrix
  while logarithms.count < 35 {
    let largest = size(power)
    guard largest > 0 else { return 0 }
    logarithms.append(log(largest))
    power = matmul(power / largest, power / largest)
  }
  // log ρ = l_0 + l_1 / 2 + l_2 / 4 + …
  return exp(logarithms.reversed().reduce(0) { $0 / 2 + $1 })
}

/// Divides first, then multiplies.
public func scaled(_ matrix: Matrix<Double>, toSpectralRadius radius: Double) throws -> Matrix<Double> {
  let own = try spectralRadius(of: matrix)
  return (matrix / own).map { $0 * radius }
}
