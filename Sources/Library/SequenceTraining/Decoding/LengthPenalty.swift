import Foundation
import LinearAlgebra

/// The divisor of a sequence's log-probability, so that sequences of different lengths can be compared: every
/// further token makes a sequence less probable, and without a penalty the search prefers short ones.
public enum LengthPenalty: Sendable, Equatable {
  /// 1: the most probable sequence is the best.
  case none
  /// `((5 + |y|) / 6)^α`: Wu et al., "Google's neural machine translation system" (2016), where α is about 0.6.
  case gnmt(alpha: Double)
  /// `|y|^α`: with α = 1 the mean log-probability per token; d2l takes α = 0.75.
  case power(alpha: Double)

  /// The divisor for a sequence of `length` tokens, the end token included; at least 1, and it grows with the length.
  ///
  /// - Precondition: `length` is at least 1, and α is finite and not negative.
  public func divisor(length: Int) -> Double {
    require(length >= 1, "a sequence that is scored has at least 1 token, not \(length)")
    switch self {
    case .none: return 1
    case .gnmt(let alpha): return Self.raise(Double(5 + length) / 6, to: alpha)
    case .power(let alpha): return Self.raise(Double(length), to: alpha)
    }
  }

  private static func raise(_ base: Double, to alpha: Double) -> Double {
    require(
      alpha >= 0 && alpha.isFinite, "the exponent of a length penalty is finite and at least 0, not \(alpha)")
    return pow(base, alpha)
  }
}
