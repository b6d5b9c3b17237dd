import Foundation
import LinearAlgebra

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The measure of the size of all gradients together.
public enum GradientNorm: String, Sendable, Codable, CaseIterable {
  /// `√Σ g²`, the usual one.
  case euclidean
  /// `Σ |g|`
  case sum
  /// `max |g|`, the infinity norm.
  case largest

  func callAsFunction<Gradient: ParameterCollection>(_ gradient: Gradient) -> ScaledNorm<Gradient.Scalar> {
    switch self {
    case .euclidean: gradient.scaledNorm
    case .sum: gradient.scaledSum
    case .largest: ScaledNorm(unit: 1, root: gradient.largestMagnitude)
    }
  }
}

extension ParameterCollection {
  /// Scales all gradients by one factor so that their global norm is at most `limit`: the direction stays.
  ///
  /// Gradients of any size are clipped, even if their norm is too large for the element type. If one of them is not
  /// finite there is no direction to keep, and all stay as they are: do not update along them.
  ///
  /// Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013).
  ///
  /// - Parameters:
  ///   - limit: the largest norm that is left as it is.
  ///   - kind: which norm.
  ///   - epsilon: what is added to the norm, so that the factor is `min(1, limit / (norm + epsilon))`; PyTorch adds 1e-6.
  /// - Returns: the norm before clipping: NaN or ∞ if a gradient is, and ∞ if the norm is too large for the element type.
  /// - Precondition: `limit` is positive and `epsilon` is not negative.
  @discardableResult
  public mutating func clip(
    toNorm limit: Scalar, of kind: GradientNorm = .euclidean, epsilon: Scalar = 0
  ) -> Scalar {
    clipped(toNorm: limit, of: kind, epsilon: epsilon).value
  }

  /// Clips to a norm and gives the norm before, even if the element type cannot hold it.
  mutating func clipped(
    toNorm limit: Scalar, of kind: GradientNorm = .euclidean, epsilon: Scalar = 0
  ) -> ScaledNorm<Scalar> {
    require(limit > 0, "gradients are clipped to a positive norm, not to \(limit)")
    require(epsilon >= 0, "what is added to a norm is at least 0, not \(epsilon)")
    let norm = kind(self)
    guard norm.isFinite, norm.value + epsilon > limit else { return norm }
    if norm.unit != 1 {
      for (_, path) in namedParameters { self[keyPath: path] /= norm.unit }
    }
    scale(by: limit / (norm.root + epsilon / norm.unit))
    return norm
  }

  /// Moves every number into `-limit ... limit`, each on its own: the direction may change. NaN stays.
  ///
  /// - Precondition: `limit` is positive.
  public mutating func clip(toValue limit: Scalar) {
    require(limit > 0, "gradients are clipped to a positive value, not to \(limit)")
    for (_, path) in namedParameters {
      self[keyPath: path] = self[keyPath: path].map { $0 > limit ? limit : ($0 < -limit ? -limit : $0) }
    }
  }
}
