import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

extension ParameterCollection {
  /// Scales all gradients by one factor so that their global norm is at most `limit`: the direction stays.
  ///
  /// Gradients of any size are clipped, even if their norm is too large for the element type. If one of them is not
  /// finite there is no direction to keep, and all stay as they are: do not update along them.
  ///
  /// Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013).
  ///
  /// - Returns: the norm before clipping: NaN or ∞ if a gradient is, and ∞ if the norm is too large for the element type.
  /// - Precondition: `limit` is positive.
  @discardableResult
  public mutating func clip(toNorm limit: Scalar) -> Scalar { clipped(toNorm: limit).value }

  /// Clips to a norm and gives the norm before, even if the element type cannot hold it.
  mutating func clipped(toNorm limit: Scalar) -> ScaledNorm<Scalar> {
    require(limit > 0, "gradients are clipped to a positive norm, not to \(limit)")
    let norm = scaledNorm
    guard norm.isFinite, norm.value > limit else { return norm }
    if norm.unit != 1 {
      for (_, path) in namedParameters { self[keyPath: path] /= norm.unit }
    }
    scale(by: limit / norm.root)
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
