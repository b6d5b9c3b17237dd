/// A table of texts and numbers; numbers are rounded to four significant digits and line up.
///
/// ```swift
/// show(Table(header: ["model", "parameters"], rows: [["plain", 12_345], ["recurrent", 678]]))
/// ```
public struct Table: Equatable, Sendable {
  /// The names of the columns.
  public let header: [String]
  /// The cells, row by row, as they are shown.
  public let cells: [[String]]
  /// Which columns hold numbers alone; they are aligned on the right.
  public let isNumeric: [Bool]

  /// A table of the given rows; a whole or floating-point number in them is shown as a number, everything else
  /// by its description.
  ///
  /// - Precondition: every row has as many cells as there are names of columns.
  public init(header: [String], rows: [[Any]]) {
    for (index, row) in rows.enumerated() {
      precondition(
        row.count == header.count,
        "a table of \(header.count) columns: row \(index) has \(row.count) cells")
    }
    let columns = header.indices.map { column in TableColumn(rows.map { $0[column] }) }
    self.header = header
    isNumeric = columns.map(\.isNumeric)
    cells = rows.indices.map { row in columns.map { $0.texts[row] } }
  }
}

/// The cells of one column as texts.
struct TableColumn {
  let texts: [String]
  let isNumeric: Bool

  init(_ values: [Any]) {
    let numbers = values.compactMap { $0 as? any BinaryFloatingPoint }.map { Double($0) }
    if !values.isEmpty && numbers.count == values.count {
      texts = NumberText.aligned(numbers)
      isNumeric = true
    } else {
      texts = values.map(TableColumn.text)
      isNumeric = !values.isEmpty && values.allSatisfy(TableColumn.isNumber)
    }
  }

  private static func isNumber(_ value: Any) -> Bool {
    value is any BinaryFloatingPoint || value is any BinaryInteger
  }

  private static func text(_ value: Any) -> String {
    if let number = value as? any BinaryFloatingPoint { return NumberText.short(number) }
    if let number = value as? any BinaryInteger { return NumberText.grouped(String(number)) }
    return String(describing: value)
  }
}
