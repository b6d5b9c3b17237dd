import LinearAlgebra

/// How well one parameter's analytic gradient agrees with the numeric one.
public struct GradientCheck: Sendable, Equatable {
  /// The parameter's name, `weightHH`.
  public let name: String
  /// The largest relative error among the parameter's elements.
  public let maxRelativeError: Double
  /// The row and column of that element.
  public let worst: (row: Int, column: Int)
  /// What the backward pass said there.
  public let analytic: Double
  /// What the difference quotient said there.
  public let numeric: Double

  /// Whether the largest relative error is below `tolerance`; NaN is not.
  public func passes(within tolerance: Double = 1e-6) -> Bool { maxRelativeError < tolerance }

  /// Whether all fields are equal.
  public static func == (left: GradientCheck, right: GradientCheck) -> Bool {
    left.name == right.name && left.maxRelativeError == right.maxRelativeError && left.worst == right.worst
      && left.analytic == right.analytic && left.numeric == right.numeric
  }
}

extension GradientCheck: CustomStringConvertible {
  /// One line: the name, the worst element, both numbers and the error.
  public var description: String {
    "\(name)[\(worst.row), \(worst.column)]: analytic \(analytic), numeric \(numeric), "
      + "relative error \(maxRelativeError)"
  }
}

/// `|a - n| / max(|a|, |n|, floor)`: near zero the error is measured against `floor`, since the difference
/// quotient itself is only good to about 1e-11.
public func relativeError(_ analytic: Double, _ numeric: Double, floor: Double = 1e-4) -> Double {
  abs(analytic - numeric) / max(abs(analytic), abs(numeric), floor)
}
