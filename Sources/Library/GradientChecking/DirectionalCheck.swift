import LinearAlgebra

/// How well a gradient agrees with the loss's slope along one random direction: two evaluations of the loss for a
/// model of any size.
///
/// A wrong gradient agrees only by accident, since a random direction is orthogonal to no given error in practice.
/// It says that something is wrong and not where: ``checkGradients(_:of:at:step:)`` says that, element by element.
public struct DirectionalCheck: Sendable, Equatable {
  /// `∇L · v`, from the backward pass.
  public let analytic: Double
  /// `(L(θ + h v) - L(θ - h v)) / 2h`.
  public let numeric: Double
  /// Whether the loss has a kink within h of θ along v, so that the difference quotient says nothing.
  public let isAtKink: Bool

  /// The error of the two slopes, relative to the larger.
  public var relativeError: Double { GradientChecking.relativeError(analytic, numeric) }

  /// Whether the relative error is below `tolerance`; NaN is not, and neither is what stands at a kink: try another
  /// direction.
  public func passes(within tolerance: Double = 1e-6) -> Bool { !isAtKink && relativeError < tolerance }
}

extension DirectionalCheck: CustomStringConvertible {
  /// One line: both slopes and the error, and whether they stand at a kink.
  public var description: String {
    "along a random direction: analytic \(analytic), numeric \(numeric), relative error \(relativeError)"
      + (isAtKink ? ", at a kink" : "")
  }
}

/// Compares a gradient with the loss's slope along one random direction.
///
/// The direction has a normal number for every parameter, so the slope is about as large as the gradient's norm.
///
/// - Parameters:
///   - analytic: the gradient that a backward pass computed.
///   - loss: the loss as a function of the parameters.
///   - parameters: where the gradient was computed.
///   - step: `h` of the difference quotient.
///   - generator: where the direction comes from.
public func checkDirection<Parameters: ParameterCollection>(
  _ analytic: Parameters, of loss: (Parameters) throws -> Double, at parameters: Parameters,
  step: Double = 1e-5, using generator: inout some RandomNumberGenerator
) rethrows -> DirectionalCheck where Parameters.Scalar == Double {
  var direction = parameters
  var slope = 0.0
  for (_, path) in parameters.namedParameters {
    let shape = parameters[keyPath: path].shape
    direction[keyPath: path] = .normal(rows: shape.rows, columns: shape.columns, using: &generator)
    slope += analytic[keyPath: path].dot(direction[keyPath: path])
  }
  func moved(_ distance: Double) throws -> Double {
    var moved = parameters
    moved.add(direction, times: distance)
    return try loss(moved)
  }
  let numeric = (try moved(step) - moved(-step)) / (2 * step)
  // A kink is looked for only where there is something to explain: most checks pass.
  let suspicious = relativeError(slope, numeric) >= 1e-6
  return DirectionalCheck(
    analytic: slope, numeric: numeric, isAtKink: try suspicious && hasKink(within: step, of: moved))
}
