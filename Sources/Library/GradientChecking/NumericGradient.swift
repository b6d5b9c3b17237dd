import LinearAlgebra

/// The gradient of `function` at `point` by central differences, `(f(x + h) - f(x - h)) / 2h` element by element.
///
/// Exact but for an error of order h² from the curvature and of order 1e-16 / h from rounding; `1e-5` balances
/// the two for functions of moderate size. It costs two evaluations per element: for checking, not for training.
///
/// - Returns: a matrix of the shape of `point`.
public func numericGradient(
  of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, step: Double = 1e-5
) rethrows -> Matrix<Double> {
  require(step > 0 && step.isFinite, "the step of a difference quotient is a number above 0, not \(step)")
  var moved = point
  var gradient = Matrix<Double>.zeros(point.shape)
  for row in 0..<point.rows {
    for column in 0..<point.columns {
      let value = point[row, column]
      moved[row, column] = value + step
      let above = try function(moved)
      moved[row, column] = value - step
      let below = try function(moved)
      moved[row, column] = value
      gradient[row, column] = (above - below) / (2 * step)
    }
  }
  return gradient
}
