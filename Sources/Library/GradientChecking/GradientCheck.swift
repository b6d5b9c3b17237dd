import LinearAlgebra

/// How well one parameter's analytic gradient agrees with the numeric one.
public struct GradientCheck: Sendable, Equatable {
  /// The parameter's name, `weightHH`.
  public let name: String
  /// The largest relative error among the parameter's elements.
  public let maxRelativeError: Double
  /// The row and column of that element.
  public let worst: ElementIndex
  /// What the backward pass said there.
  public let analytic: Double
  /// What the difference quotient said there.
  public let numeric: Double
  /// Elements that were not judged, in row order: the loss has a kink there, as ReLU at 0, and a difference quotient
  /// that reaches across a kink is no derivative.
  public let kinks: [ElementIndex]

  /// Whether the largest relative error is below `tolerance`; NaN is not.
  public func passes(within tolerance: Double = 1e-6) -> Bool { maxRelativeError < tolerance }
}

/// The place of a matrix's element, row and column counted from 0.
public struct ElementIndex: Sendable, Hashable {
  /// Which row.
  public let row: Int
  /// Which column.
  public let column: Int

  /// The place of element `index` of a matrix with that many columns, counted row after row.
  init(_ index: Int, columns: Int) { (row, column) = (index / columns, index % columns) }
}

extension GradientCheck: CustomStringConvertible {
  /// One line: the name, the worst element, both numbers and the error, and how many elements are at a kink.
  public var description: String {
    "\(name)[\(worst.row), \(worst.column)]: analytic \(analytic), numeric \(numeric), "
      + "relative error \(maxRelativeError)" + (kinks.isEmpty ? "" : ", \(kinks.count) at a kink left out")
  }
}

/// `|a - n| / max(|a|, |n|, floor)`: near zero the error is measured against `floor`, since the difference
/// quotient itself is only good to about 1e-11.
public func relativeError(_ analytic: Double, _ numeric: Double, floor: Double = 1e-4) -> Double {
  abs(analytic - numeric) / max(abs(analytic), abs(numeric), floor)
}
