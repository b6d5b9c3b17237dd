/// How far a correct answer can be from the expected number.
///
/// Sums taken in another order, or another `exp`, differ in the last digits; mistakes differ far sooner.
public struct Tolerance: Sendable {
  /// The allowed difference as a fraction of the larger of the two numbers.
  public var relative: Double
  /// The allowed difference near zero.
  public var absolute: Double

  /// A tolerance of both kinds; either is enough.
  public init(relative: Double = 1e-9, absolute: Double = 1e-11) {
    self.relative = relative
    self.absolute = absolute
  }

  /// The tolerance of a check unless it specifies another.
  public static let standard = Tolerance()

  func accepts(_ actual: Double, _ expected: Double) -> Bool {
    if actual == expected { return true }
    guard actual.isFinite, expected.isFinite else { return false }
    return (actual - expected).magnitude <= absolute + relative * max(actual.magnitude, expected.magnitude)
  }
}
