import Foundation
import LinearAlgebra

/// How the learning rate changes in the course of a training: a factor for each step, times the rate at the start.
public enum LearningRateSchedule: Sendable, Equatable, Codable {
  /// Always 1.
  case constant
  /// `decay^⌊step / every⌋`: it falls in stairs.
  case stairs(decay: Double, every: Int)
  /// `decay^step`
  case exponential(decay: Double)
  /// From 1 to `floor` along half a cosine in `steps` steps, and then `floor`.
  ///
  /// Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017), without restarts.
  case cosine(floor: Double, steps: Int)
  /// From `1 / steps` to 1 in a straight line within `steps` steps, and then as the other schedule, from its start.
  indirect case warmup(steps: Int, then: LearningRateSchedule)

  /// The factor for the update after `step` others.
  ///
  /// - Precondition: `step` is at least 0, stairs are at least 1 step wide, a cosine has at least 1 step and a warm-up
  ///   at least 0, decays and floors are not negative, and the factor is finite.
  public func factor(atStep step: Int) -> Double {
    require(step >= 0, "a schedule begins at step 0, so there is no step \(step)")
    let factor = uncheckedFactor(atStep: step)
    require(factor.isFinite && factor >= 0, "\(self) gives the factor \(factor) at step \(step)")
    return factor
  }

  /// What would make a factor unusable at some step, for a schedule that comes from a file; `nil` if nothing would.
  var flaw: String? {
    switch self {
    case .constant: nil
    case .stairs(let decay, let every):
      (0...1).contains(decay) && every > 0 ? nil : "stairs of \(decay) every \(every) steps"
    case .exponential(let decay): (0...1).contains(decay) ? nil : "a decay of \(decay)"
    case .cosine(let floor, let steps):
      (0...1).contains(floor) && steps > 0 ? nil : "a cosine to \(floor) in \(steps) steps"
    case .warmup(let steps, let then): steps >= 0 ? then.flaw : "a warm-up of \(steps) steps"
    }
  }

  private func uncheckedFactor(atStep step: Int) -> Double {
    switch self {
    case .constant:
      return 1
    case .stairs(let decay, let every):
      require(decay >= 0 && every > 0, "\(self) needs a decay of at least 0 and stairs of at least 1 step")
      return pow(decay, Double(step / every))
    case .exponential(let decay):
      require(decay >= 0, "\(self) needs a decay of at least 0")
      return pow(decay, Double(step))
    case .cosine(let floor, let steps):
      require(floor >= 0 && steps > 0, "\(self) needs a floor of at least 0 and at least 1 step")
      return floor + (1 - floor) * (1 + cos(.pi * min(1, Double(step) / Double(steps)))) / 2
    case .warmup(let steps, let then):
      require(steps >= 0, "\(self) needs at least 0 steps")
      return step < steps ? Double(step + 1) / Double(steps) : then.factor(atStep: step - steps)
    }
  }
}
