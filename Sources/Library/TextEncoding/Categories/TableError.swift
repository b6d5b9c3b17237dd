/// A problem with a table, or with encoding or decoding it.
public enum TableError: Error, Equatable, CustomStringConvertible {
  /// The table has no columns or no rows.
  case empty
  /// Two columns have one name.
  case duplicateColumn(String)
  /// A column is longer or shorter than the first.
  case uneven(String, Int, expected: Int, as: String)
  /// The columns are not those that the encoder was fitted to, by name, order or kind.
  case otherColumns([String], expected: [String])
  /// A column's categories cannot be encoded or decoded.
  case column(String, CategoryError)
  /// A matrix that was to be decoded has a wrong number of columns.
  case wrongWidth(Int, expected: Int)
  /// A number that was to be decoded as a label is not a whole number.
  case notALabel(Double, row: Int, column: String)

  /// The message, with the position.
  public var description: String {
    switch self {
    case .empty: "the table is empty: it needs at least one column and one row"
    case .duplicateColumn(let name): "two columns are named \(name.debugDescription)"
    case .uneven(let name, let count, let expected, let other):
      "the column \(name.debugDescription) has \(count) rows where \(other.debugDescription) has \(expected)"
    case .otherColumns(let columns, let expected):
      "the table's columns are \(columns.joined(separator: ", ")); "
        + "the encoder was fitted to \(expected.joined(separator: ", "))"
    case .column(let name, let error): "column \(name.debugDescription): \(error)"
    case .wrongWidth(let width, let expected):
      "the matrix has \(width) columns where the table's encoding has \(expected)"
    case .notALabel(let number, let row, let column):
      "column \(column.debugDescription): \(number) in row \(row) is not a label"
    }
  }
}
