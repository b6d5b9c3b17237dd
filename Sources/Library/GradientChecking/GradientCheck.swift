import LinearAlgebra

/// How well one parameter's analytic gradient agrees with the numeric one.
public struct GradientCheck: Sendable, Equatable {
  /// Both gradients, and what is known of the loss.
  public let comparison: GradientComparison
  /// The row and column of the element with the largest relative error among those that are judged.
  public let worst: ElementIndex

  init(_ comparison: GradientComparison) {
    self.comparison = comparison
    // What is not a number is worse than any number.
    func badness(_ index: Int) -> Double {
      let error = comparison.error(index)
      return error.isNaN ? .infinity : error
    }
    let index = comparison.judged.max { badness($0) < badness($1) } ?? 0
    worst = ElementIndex(index, columns: comparison.numeric.columns)
  }

  /// The parameter's name, `weightHH`.
  public var name: String { comparison.name }
  /// The gradient from the backward pass at the worst element.
  public var analytic: Double { comparison.analytic[worst.row, worst.column] }
  /// The finite difference there.
  public var numeric: Double { comparison.numeric[worst.row, worst.column] }
  /// The largest relative error among the elements that are judged; NaN if there is none.
  public var maxRelativeError: Double {
    judgedCount == 0 ? .nan : comparison.error(worst.row * comparison.numeric.columns + worst.column)
  }
  /// How many elements were judged.
  public var judgedCount: Int { comparison.judged.count }
  /// Elements that were not checked, in row order: the loss has a kink there, as ReLU at 0, and a finite difference
  /// that reaches across a kink is not a derivative. The gradient there is between the slopes of both sides.
  public var kinks: [ElementIndex] {
    comparison.leftOut.sorted().map { ElementIndex($0, columns: comparison.numeric.columns) }
  }
  /// The problem with the loss that makes every check impossible: it is not a number, not deterministic, or too noisy.
  public var trouble: LossTrouble? { comparison.trouble }

  /// Whether the gradient is right: every relative error that is judged is below `tolerance` or no more than the
  /// rounding of the loss explains, at least one is judged, and nothing is wrong with the loss. NaN never passes.
  public func passes(within tolerance: Double = 1e-6) -> Bool { comparison.passes(tolerance) }
}

extension GradientCheck: CustomStringConvertible {
  /// One line: the name, the worst element, both numbers and the error, how many elements are at a kink, and what is
  /// wrong with the loss.
  public var description: String {
    let size = comparison.numeric.count
    let worst =
      judgedCount == 0
      ? "\(name): no element checked"
      : "\(name)[\(worst.row), \(worst.column)]: analytic \(analytic), numeric \(numeric), "
        + "relative error \(maxRelativeError)"
    let kinks = kinks.isEmpty ? "" : ", \(kinks.count) of \(size) at a kink omitted"
    return worst + kinks + (trouble.map { "; not judged: \($0.fault)" } ?? "")
  }
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

extension GradientCheck {
  /// `|a - n| / max(|a|, |n|, floor)`: near zero the error is measured against `floor`, since the difference
  /// quotient of a loss of about 1 is only good to about 1e-10.
  public static func relativeError(_ analytic: Double, _ numeric: Double, floor: Double = 1e-4) -> Double {
    abs(analytic - numeric) / max(abs(analytic), abs(numeric), floor)
  }
}
