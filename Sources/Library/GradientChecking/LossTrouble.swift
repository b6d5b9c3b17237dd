import Foundation

/// Why a loss's finite differences cannot check a gradient: what is wrong with the loss, or with the step, whatever
/// the gradient is.
public enum LossTrouble: Sendable, Hashable {
  /// The loss is NaN or infinite at the point or one step away from it.
  case notFinite
  /// Evaluations at the very same point differ by this much.
  case notDeterministic(Double)
  /// The loss's values are off by about this much, which hides its slope.
  case noisy(Double)
  /// A parameter is so large that adding h changes it by nothing, or by something else than h.
  case stepTooSmall

  /// The problem, in a sentence without its period.
  public var fault: String {
    switch self {
    case .notFinite: "the loss is not a finite number here (NaN or ∞), so it has no slope to compare with"
    case .notDeterministic(let spread):
      "the loss is not deterministic: at the very same point its values differ by \(short(spread))"
    case .noisy(let noise):
      "the loss is noisy: its values are off by about \(short(noise)), too much for slopes this small and steps this short"
    case .stepTooSmall: "the step h is lost in rounding beside a parameter this large"
    }
  }

  /// The way out, in a sentence without a full stop.
  public var remedy: String {
    switch self {
    case .notFinite: "look for the logarithm of 0, a division by zero, or exp of a large number"
    case .notDeterministic:
      "draw dropout masks and other random numbers once, before the check, or start each evaluation from the same seed"
    case .noisy:
      "compute it in Double from end to end, with a mean instead of a long sum, or take a larger step"
    case .stepTooSmall: "take a larger step, or check at a smaller parameter"
    }
  }
}

extension LossTrouble: CustomStringConvertible {
  /// The fault and the way out, as two sentences.
  public var description: String { "\(sentence(fault)) \(sentence(remedy))" }

  private func sentence(_ clause: String) -> String {
    clause.prefix(1).uppercased() + clause.dropFirst() + "."
  }
}

extension LossTrouble {
  /// Which kind of trouble it is, the worst one first.
  var rank: Int {
    switch self {
    case .notFinite: 0
    case .notDeterministic: 1
    case .noisy: 2
    case .stepTooSmall: 3
    }
  }

  /// How large the trouble is, where that can be said.
  var size: Double {
    switch self {
    case .notDeterministic(let size), .noisy(let size): size
    case .notFinite, .stepTooSmall: 0
    }
  }
}

/// A number in four significant digits.
func short(_ number: Double) -> String { String(format: "%.4g", number) }
