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
  /// Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013). A norm
  /// that is not finite leaves the gradients as they are.
  ///
  /// - Returns: the norm before clipping.
  /// - Precondition: `limit` is positive.
  @discardableResult
  public mutating func clip(toNorm limit: Scalar) -> Scalar {
    require(limit > 0, "gradients are clipped to a positive norm, not to \(limit)")
    let norm = globalNorm
    if norm.isFinite, norm > limit { scale(by: limit / norm) }
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
