import Foundation
import LinearAlgebra

/// The seventh roots of one, by powers of the first of them as a complex number.
public func weekdays() throws -> Matrix<Double> {
  let (real, imaginary) = (cos(2 * Double.pi / 7), sin(2 * Double.pi / 7))
  var point = (1.0, 0.0)
  var rows: [[Double]] = []
  while rows.count < 7 {
    rows.append([point.0, point.1])
    point = (point.0 * real - point.1 * imaginary, point.0 * imaginary + point.1 * real)
  }
  return Matrix(rows)
}
