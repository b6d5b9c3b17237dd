import CourseSupport
import Foundation
import LinearAlgebra

/// A column of a table: its name, and as many values as the table has rows.
public struct Column: Sendable {
  /// The values of a column.
  public enum Values: Sendable {
    /// Numbers, which encoding leaves unchanged.
    case numbers([Double])
    /// Categories, by name.
    case categories([String])
  }

  /// The name, `"calories"`.
  public let name: String
  /// The values, from the first row to the last.
  public let values: Values

  /// A column of the given name and values.
  public init(name: String, values: Values) {
    self.name = name
    self.values = values
  }
}

/// A table as a matrix, and what each column of the matrix means.
public struct EncodedTable: Sendable {
  /// A name for each column of the matrix: `calories`, or `food=apple` for a one-hot column.
  public var columnNames: [String]
  /// [N, number of column names].
  public var matrix: Matrix<Double>

  /// A table of the given names and numbers.
  public init(columnNames: [String], matrix: Matrix<Double>) {
    self.columnNames = columnNames
    self.matrix = matrix
  }
}

/// Task 4. A whole table as a matrix: a column of numbers stays one column, a column of categories becomes one
/// column for each of its categories, in their order. The columns keep their order from left to right.
///
/// - Parameter columns: at least one, each with N values.
/// - Returns: the matrix [N, C] and its C column names: the column's own, or `name=category` for a one-hot column.
/// - Throws: ``CategoryError/noValues`` if there are no columns or no rows, and
///   ``CategoryError/unevenColumn(_:)`` for the first column that is longer or shorter than the first.
public func encodeTable(_ columns: [Column]) throws -> EncodedTable {
  // TODO: Task 4, a whole table with mixed columns.
  throw NotImplemented()
}
