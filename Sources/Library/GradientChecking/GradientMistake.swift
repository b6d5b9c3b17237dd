import LinearAlgebra

/// The mistake in a gradient, if its numbers show it.
public enum GradientMistake: Sendable, Equatable {
  /// The loss itself is at fault, so that no gradient can be judged by it.
  case loss(LossTrouble)
  /// Every element lies at a kink of the loss, so that none was judged.
  case notJudged
  /// The shape is not the parameter's.
  case shape
  /// There is a NaN or an infinity.
  case notFinite
  /// Every element is zero where it should not be.
  case zero
  /// Every element has the wrong sign.
  case sign
  /// Every element is this many times the right one.
  case factor(Double)
  /// It is the transposed matrix.
  case transposed
  /// It is what this known mistake gives.
  case known(String)
  /// None of these.
  case unknown

  /// Whether the two are the same mistake; factors may differ by what rounding does to them.
  func isAlike(_ other: GradientMistake) -> Bool {
    if case .factor(let a) = self, case .factor(let b) = other { return abs(a - b) <= 1e-4 * abs(a) }
    return self == other
  }

  /// Whether a gradient's numbers show this mistake. A single number shows every factor, and so it may agree where it
  /// could not testify alone.
  func isShown(by gradient: GradientComparison) -> Bool {
    switch self {
    case .sign: gradient.equals(gradient.numeric, times: -1, within: 1e-5)
    case .factor(let factor): gradient.equals(gradient.numeric, times: factor, within: 1e-5)
    default: isAlike(GradientMistake(of: gradient))
    }
  }

  /// The mistake that the numbers of one wrong gradient show, without knowledge of their origin.
  init(of gradient: GradientComparison) {
    let (analytic, numeric) = (gradient.analytic, gradient.numeric)
    // Finite differences are good to about eight digits here.
    let tolerance = 1e-5
    if !analytic.isFinite {
      self = .notFinite
    } else if analytic.shape != numeric.shape {
      self =
        analytic.transposed().isApproximatelyEqual(to: numeric, relativeTolerance: tolerance)
        ? .transposed : .shape
    } else if gradient.judged.allSatisfy({ analytic.elements[$0] == 0 }) {
      self = .zero
    } else if let factor = gradient.bestFactor(numeric), gradient.judged.count > 1,
      gradient.equals(numeric, times: factor, within: tolerance)
    {
      self = abs(factor + 1) < 1e-4 ? .sign : .factor(factor)
    } else if numeric.rows == numeric.columns, gradient.equals(numeric.transposed(), within: tolerance) {
      self = .transposed
    } else {
      self = .unknown
    }
  }
}
