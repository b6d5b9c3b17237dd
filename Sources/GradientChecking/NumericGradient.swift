import LinearAlgebra

/// The gradient of `function` at `point` by central differences, `(f(x + h) - f(x - h)) / 2h` element by element.
///
/// Exact but for an error of order h² from the curvature and of order 1e-16 / h from rounding; `1e-5` balances
/// the two for functions of moderate size. It costs two evaluations an element: for checking, not for training.
///
/// - Returns: a matrix of the shape of `point`.
public func numericGradient(
  of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, step: Double = 1e-5
) rethrows -> Matrix<Double> {
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

/// Compares an analytic gradient with central differences, parameter by parameter.
///
/// - Parameters:
///   - analytic: the gradient that a backward pass computed, as a collection of the parameters' own type.
///   - loss: the loss as a function of the parameters.
///   - parameters: where the gradient was computed.
///   - step: `h` of the difference quotient.
/// - Returns: one result a parameter, in the collection's order.
public func checkGradients<Parameters: ParameterCollection>(
  _ analytic: Parameters, of loss: (Parameters) throws -> Double, at parameters: Parameters,
  step: Double = 1e-5
) rethrows -> [GradientCheck] where Parameters.Scalar == Double {
  try parameters.namedParameters.map { name, path in
    let numeric = try numericGradient(
      of: { value in
        var moved = parameters
        moved[keyPath: path] = value
        return try loss(moved)
      }, at: parameters[keyPath: path], step: step)
    return compare(analytic[keyPath: path], numeric, named: name)
  }
}

/// Compares one matrix of analytic gradients with its numeric counterpart.
///
/// - Precondition: the shapes are equal, and there is at least one element.
public func compare(_ analytic: Matrix<Double>, _ numeric: Matrix<Double>, named name: String)
  -> GradientCheck
{
  require(
    analytic.shape == numeric.shape && analytic.count > 0,
    "the gradient of \(name) has shape \(analytic.shape), the parameter \(numeric.shape)")
  var worst = (index: 0, error: -1.0)
  for index in 0..<analytic.count {
    let error = relativeError(analytic.elements[index], numeric.elements[index])
    if error > worst.error || error.isNaN {
      worst = (index, error)
      if error.isNaN { break }
    }
  }
  return GradientCheck(
    name: name, maxRelativeError: worst.error,
    worst: (row: worst.index / analytic.columns, column: worst.index % analytic.columns),
    analytic: analytic.elements[worst.index], numeric: numeric.elements[worst.index])
}
