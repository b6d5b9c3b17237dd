import LinearAlgebra

/// Compares an analytic gradient with central differences, parameter by parameter; elements at a kink of the loss
/// are named and not judged.
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
    try checkGradient(
      analytic[keyPath: path],
      of: { value in
        var moved = parameters
        moved[keyPath: path] = value
        return try loss(moved)
      }, at: parameters[keyPath: path], named: name, step: step)
  }
}

/// Compares the gradient by one matrix with central differences; elements at a kink of the function are named and
/// not judged.
///
/// - Precondition: the gradient has the shape of `point`, and there is at least one element.
public func checkGradient(
  _ analytic: Matrix<Double>, of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
  named name: String, step: Double = 1e-5
) rethrows -> GradientCheck {
  let numeric = try numericGradient(of: function, at: point, step: step)
  checkShapes(analytic, numeric, name)
  return compare(
    analytic, numeric, named: name,
    leavingOut: try kinks(of: function, at: point, step: step, explaining: analytic, numeric))
}

/// Compares one matrix of analytic gradients with its numeric counterpart.
///
/// - Precondition: the shapes are equal, and there is at least one element.
public func compare(_ analytic: Matrix<Double>, _ numeric: Matrix<Double>, named name: String)
  -> GradientCheck
{
  checkShapes(analytic, numeric, name)
  return compare(analytic, numeric, named: name, leavingOut: [])
}

/// The elements, counted row after row, where the two gradients differ and the function has a kink. Only there are
/// kinks looked for: each costs five evaluations more.
func kinks(
  of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, step: Double,
  explaining analytic: Matrix<Double>, _ numeric: Matrix<Double>
) rethrows -> [Int] {
  try (0..<point.count).filter { index in
    let error = relativeError(analytic.elements[index], numeric.elements[index])
    guard error >= 1e-6, error.isFinite else { return false }
    let place = ElementIndex(index, columns: point.columns)
    return try hasKink(within: step) { distance in
      var moved = point
      moved[place.row, place.column] += distance
      return try function(moved)
    }
  }
}

/// The check of all elements but those left out; with none left, one without an error.
func compare(
  _ analytic: Matrix<Double>, _ numeric: Matrix<Double>, named name: String, leavingOut kinks: [Int]
) -> GradientCheck {
  var worst = (index: kinks.first ?? 0, error: kinks.count == analytic.count ? 0 : -1.0)
  let leftOut = Set(kinks)
  for index in 0..<analytic.count where !leftOut.contains(index) {
    let error = relativeError(analytic.elements[index], numeric.elements[index])
    if error > worst.error || error.isNaN {
      worst = (index, error)
      if error.isNaN { break }
    }
  }
  return GradientCheck(
    name: name, maxRelativeError: worst.error, worst: ElementIndex(worst.index, columns: analytic.columns),
    analytic: analytic.elements[worst.index], numeric: numeric.elements[worst.index],
    kinks: kinks.map { ElementIndex($0, columns: analytic.columns) })
}

private func checkShapes(_ analytic: Matrix<Double>, _ numeric: Matrix<Double>, _ name: String) {
  require(
    analytic.shape == numeric.shape && analytic.count > 0,
    "the gradient of \(name) has shape \(analytic.shape), the parameter \(numeric.shape)")
}
