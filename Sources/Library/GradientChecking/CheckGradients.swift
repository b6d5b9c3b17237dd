import LinearAlgebra

/// Compares an analytic gradient with central differences, parameter by parameter.
///
/// Elements at a kink of the loss are named and not judged; a loss that is noisy, not deterministic or not a number is
/// named and no gradient passes there.
///
/// - Parameters:
///   - analytic: the gradient that a backward pass computed, as a collection of the parameters' own type.
///   - loss: the loss as a function of the parameters.
///   - parameters: where the gradient was computed.
///   - step: `h` of the finite difference.
/// - Returns: one result per parameter, in the collection's order.
/// - Precondition: the gradient has the parameters' names and shapes, and none of them is empty.
public func checkGradients<Parameters: ParameterCollection>(
  _ analytic: Parameters, of loss: (Parameters) throws -> Double, at parameters: Parameters,
  step: Double = 1e-5
) rethrows -> [GradientCheck] where Parameters.Scalar == Double {
  try comparisons(analytic, of: loss, at: parameters, step: step).map { comparison in
    checkShapes(comparison)
    return GradientCheck(comparison)
  }
}

/// Compares the gradient of one matrix with central differences.
///
/// Elements at a kink of the function are named and not judged; a function that is noisy, not deterministic or not a
/// number is named and no gradient passes there.
///
/// - Precondition: the gradient has the shape of `point`, and there is at least one element.
public func checkGradient(
  _ analytic: Matrix<Double>, of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
  named name: String, step: Double = 1e-5
) rethrows -> GradientCheck {
  let comparison = try GradientComparison(name: name, analytic: analytic, of: function, at: point, step: step)
  checkShapes(comparison)
  return GradientCheck(comparison)
}

extension GradientCheck {
  /// Compares one matrix of analytic gradients with its numeric counterpart, the finite differences of a loss of about
  /// 1 in `Double`.
  ///
  /// - Precondition: the shapes are equal, and there is at least one element.
  public static func compare(
    _ analytic: Matrix<Double>, _ numeric: Matrix<Double>, named name: String
  ) -> GradientCheck {
    let comparison = GradientComparison(name: name, analytic: analytic, numeric: numeric)
    checkShapes(comparison)
    return GradientCheck(comparison)
  }
}

/// Both gradients of every parameter.
func comparisons<Parameters: ParameterCollection>(
  _ analytic: Parameters, of loss: (Parameters) throws -> Double, at parameters: Parameters, step: Double
) rethrows -> [GradientComparison] where Parameters.Scalar == Double {
  requireSameNames(analytic, parameters)
  return try parameters.namedParameters.map { name, path in
    try GradientComparison(
      name: name, analytic: analytic[keyPath: path],
      of: { value in
        var moved = parameters
        moved[keyPath: path] = value
        return try loss(moved)
      }, at: parameters[keyPath: path], step: step)
  }
}

/// Traps unless a gradient has the parameters' names, at least one: a deep network's depend on its depth.
func requireSameNames<Parameters: ParameterCollection>(_ gradient: Parameters, _ parameters: Parameters) {
  let (given, wanted) = (gradient.namedParameters.map(\.name), parameters.namedParameters.map(\.name))
  require(given == wanted, "a gradient by \(given) does not fit the parameters \(wanted)")
  require(!wanted.isEmpty, "there is no gradient to check: the collection has no parameters")
}

private func checkShapes(_ comparison: GradientComparison) {
  let (analytic, numeric) = (comparison.analytic, comparison.numeric)
  require(
    analytic.shape == numeric.shape && analytic.count > 0,
    "the gradient of \(comparison.name) has shape \(analytic.shape), the parameter \(numeric.shape)")
}
