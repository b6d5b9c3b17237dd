#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the learning rate changes in the course of a training: a factor for each step, times the rate at the start.
public enum LearningRateSchedule: Sendable, Equatable {
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
  public func factor(atStep step: Int) -> Double {
    switch self {
    case .constant: 1
    case .stairs(let decay, let every): pow(decay, Double(step / max(1, every)))
    case .exponential(let decay): pow(decay, Double(step))
    case .cosine(let floor, let steps):
      floor + (1 - floor) * (1 + cos(.pi * min(1, Double(step) / Double(max(1, steps))))) / 2
    case .warmup(let steps, let then):
      step < steps ? Double(step + 1) / Double(steps) : then.factor(atStep: step - steps)
    }
  }
}
