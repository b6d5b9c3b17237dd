/// A text of a drawing, of one line or more, with symbols as in ``TypesetText``.
struct Label: Equatable {
  /// A line of a label.
  struct Line: Equatable {
    let text: TypesetText
    /// Lines after the first are small.
    let isSmall: Bool
  }

  let lines: [Line]

  init(_ text: String) {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines =
      text.isEmpty
      ? []
      : parts.enumerated().map { Line(text: TypesetText($0.element, as: .label), isSmall: $0.offset > 0) }
  }

  /// The lines without marks: `W_xh`, `H_t−1`.
  var plainLines: [String] { lines.map(\.text.plain) }

  /// The size of letters in a drawing.
  static let size = 15.0
  /// The height of a line.
  static let lineHeight = 19.0
  private static let smallSize = 11.5

  /// Its size in a drawing.
  var extent: Extent {
    Extent(
      width: lines.map { $0.text.width(size: Label.size(of: $0)) }.max() ?? 0,
      height: Double(lines.count) * Label.lineHeight)
  }

  static func size(of line: Line) -> Double { line.isSmall ? smallSize : size }
}

/// A width and a height.
struct Extent: Equatable {
  var width: Double
  var height: Double
}
