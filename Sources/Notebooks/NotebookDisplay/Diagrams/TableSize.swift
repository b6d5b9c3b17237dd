/// The size of a table of numbers in a drawing.
struct TableSize {
  static let rowHeight = 21.0
  let columnWidth: Double
  let width: Double
  let height: Double

  init(_ rows: [[String]]) {
    let longest = rows.joined().map(\.count).max() ?? 0
    columnWidth = max(24, Double(longest) * 7.4 + 10)
    width = columnWidth * Double(rows.map(\.count).max() ?? 0)
    height = TableSize.rowHeight * Double(rows.count)
  }
}
