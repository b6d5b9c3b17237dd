import LinearAlgebra

/// How well a gradient agrees with the loss's slope along one random direction: some twenty evaluations of the loss for
/// a model of any size.
///
/// A wrong gradient agrees only by accident, since a random direction is orthogonal to no given error in practice.
/// It says that something is wrong and not where: ``checkGradients(_:of:at:step:)`` says that, element by element.
public struct DirectionalCheck: Sendable, Equatable {
  /// `∇L · v`, from the backward pass.
  public let analytic: Double
  /// `(L(θ + h v) - L(θ - h v)) / 2h`.
  public let numeric: Double
  /// Whether the loss has a kink within h of θ along v, so that the finite difference says nothing.
  public let isAtKink: Bool
  /// The problem with the loss that makes every check impossible.
  public let trouble: LossTrouble?
  /// How far the quotient may be off by rounding.
  let resolution: Double

  /// The error of the two slopes, relative to the larger.
  public var relativeError: Double { GradientCheck.relativeError(analytic, numeric) }

  /// Whether the relative error is below `tolerance`, or no more than the rounding of the loss explains. NaN is not,
  /// nor is what stands at a kink (try another direction) or what a noisy loss says.
  public func passes(within tolerance: Double = 1e-6) -> Bool {
    trouble == nil && !isAtKink && agree(analytic, numeric, tolerance, resolution)
  }
}

extension DirectionalCheck: CustomStringConvertible {
  /// One line: both slopes and the error, whether they stand at a kink, and what is wrong with the loss.
  public var description: String {
    "along a random direction: analytic \(analytic), numeric \(numeric), relative error \(relativeError)"
      + (isAtKink ? ", at a kink" : "") + (trouble.map { "; not judged: \($0.fault)" } ?? "")
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
///   - step: `h` of the finite difference.
///   - generator: where the direction comes from.
public func checkDirection<Parameters: ParameterCollection>(
  _ analytic: Parameters, of loss: (Parameters) throws -> Double, at parameters: Parameters,
  step: Double = 1e-5, using generator: inout some RandomNumberGenerator
) rethrows -> DirectionalCheck where Parameters.Scalar == Double {
  requireSameNames(analytic, parameters)
  var direction = parameters
  var slope = 0.0
  for (_, path) in parameters.namedParameters {
    let shape = parameters[keyPath: path].shape
    direction[keyPath: path] = .normal(rows: shape.rows, columns: shape.columns, using: &generator)
    slope += analytic[keyPath: path].dot(direction[keyPath: path])
  }
  // Along one direction the loss is a function of one number, whose gradient is the slope.
  let comparison = try GradientComparison(
    name: "slope", analytic: [[slope]],
    of: { distance in
      var moved = parameters
      moved.add(direction, times: distance[0, 0])
      return try loss(moved)
    }, at: [[0]], step: step)
  return DirectionalCheck(
    analytic: slope, numeric: comparison.numeric[0, 0], isAtKink: !comparison.leftOut.isEmpty,
    trouble: comparison.trouble, resolution: comparison.resolution)
}
