import LinearAlgebra

/// A matrix as a field of colors, its values written in the cells where there is room.
///
/// ```swift
/// show(HeatMap(states, rowLabels: words, xLabel: "unit", yLabel: "word"), caption: "H_t, one row per step")
/// ```
public struct HeatMap: Sendable {
  /// Which colors the values take.
  public enum Colors: Sendable, Equatable {
    /// Two colors around zero, for values of both signs.
    case diverging
    /// One color from light to dark, for amounts.
    case sequential
  }

  /// The values, [R, C].
  public let values: Matrix<Double>
  /// The names of the rows.
  public let rowLabels: [String]
  /// The names of the columns.
  public let columnLabels: [String]
  /// What the columns are.
  public let xLabel: String
  /// What the rows are.
  public let yLabel: String
  /// Which colors the values take.
  public let colors: Colors
  /// The values at both ends of the colors.
  let range: ClosedRange<Double>

  /// A map of a matrix; rows and columns without labels are numbered from 0.
  ///
  /// - Parameters:
  ///   - matrix: the values.
  ///   - rowLabels: the names of the rows.
  ///   - columnLabels: the names of the columns.
  ///   - xLabel: what the columns are.
  ///   - yLabel: what the rows are.
  ///   - colors: two colors around zero, or one from little to much.
  ///   - range: the values at both ends of the colors, to tell nearly equal values apart; defaults to a range around
  ///     zero, or from zero.
  /// - Precondition: the matrix is not empty, and there are as many labels as rows and columns.
  public init<Scalar>(
    _ matrix: Matrix<Scalar>, rowLabels: [String]? = nil, columnLabels: [String]? = nil, xLabel: String = "",
    yLabel: String = "", colors: Colors = .diverging, range: ClosedRange<Double>? = nil
  ) {
    let rowLabels = rowLabels ?? (0..<matrix.rows).map(String.init)
    let columnLabels = columnLabels ?? (0..<matrix.columns).map(String.init)
    precondition(matrix.count > 0, "a matrix of shape \(matrix.shape) has nothing to draw")
    precondition(
      rowLabels.count == matrix.rows && columnLabels.count == matrix.columns,
      "a matrix of shape \(matrix.shape) cannot have \(rowLabels.count) and \(columnLabels.count) labels")
    values = Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { Double($0) })
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.colors = colors
    self.range = range ?? colors.range(of: values.elements)
  }

  /// Whether the map has at most two values, such as a mask or a one-hot row: a color bar would show nothing.
  var isTwoValued: Bool { Set(values.elements).count <= 2 }

  /// The values as texts, row after row: two decimals for numbers up to ten, fewer above.
  var valueTexts: [String] {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    return NumberText.aligned(values.elements, digits: size >= 1 ? 3 : 2, keepsSmall: false)
  }

  func fraction(_ value: Double) -> Double {
    (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// What the picture shows, in words.
  var summary: String {
    let finite = values.elements.filter(\.isFinite)
    let rows = yLabel.isEmpty ? "rows" : "rows (\(yLabel))"
    let columns = xLabel.isEmpty ? "columns" : "columns (\(xLabel))"
    return "Heat map of \(values.rows) \(rows) and \(values.columns) \(columns), "
      + "values from \(short(finite.min() ?? 0)) to \(short(finite.max() ?? 0))."
  }
}

extension HeatMap.Colors {
  /// The values at both ends of the colors: symmetric around zero, or from zero to the maximum.
  func range(of values: [Double]) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
    if self == .diverging {
      let size = max(abs(low), abs(high))
      return size > 0 ? -size...size : -1...1
    }
    return low < high ? min(low, 0)...high : low...(low + 1)
  }

  var ramp: ColorRamp { self == .diverging ? .diverging : .sequential }

  /// The colors as characters, from the lowest to the highest.
  var marks: [String] { self == .diverging ? ["▼", "▽", "·", "△", "▲"] : ["·", "░", "▒", "▓", "█"] }

  /// The mark for a share of the range.
  func mark(at fraction: Double) -> String {
    marks[min(marks.count - 1, max(0, Int(fraction * Double(marks.count))))]
  }
}

extension HeatMap: Displayable {
  /// The map as a drawing, as an image element for a page, and in characters for a terminal.
  public func mimeBundle(caption: String?) -> MimeBundle {
    MimeBundle(drawing: drawing(title: caption ?? "Heat map"), plain: text(caption: caption))
  }
}
