import LinearAlgebra

/// A column of a table.
public struct Column: Sendable {
  /// The values of a column.
  public enum Values: Sendable {
    /// Numbers.
    case numbers([Double])
    /// Categories.
    case categories([String])
  }

  /// The name.
  public let name: String
  /// The values.
  public let values: Values

  /// A column of the given name and values.
  public init(name: String, values: Values) {
    self.name = name
    self.values = values
  }

  fileprivate var count: Int {
    switch values {
    case .numbers(let numbers): return numbers.count
    case .categories(let names): return names.count
    }
  }
}

/// A table as a matrix.
public struct EncodedTable: Sendable {
  /// A name for each column of the matrix.
  public var columnNames: [String]
  /// The numbers.
  public var matrix: Matrix<Double>

  /// A table of the given names and numbers.
  public init(columnNames: [String], matrix: Matrix<Double>) {
    self.columnNames = columnNames
    self.matrix = matrix
  }
}

/// Checks everything first; afterward the matrix grows column by column, each a plain list of numbers.
public func encodeTable(_ columns: [Column]) throws -> EncodedTable {
  guard let count = columns.first?.count, count != 0 else { throw CategoryError.noValues }
  if let uneven = columns.first(where: { $0.count != count }) {
    throw CategoryError.unevenColumn(uneven.name)
  }
  var names: [String] = []
  var lists: [[Double]] = []
  for column in columns {
    switch column.values {
    case .numbers(let numbers):
      names.append(column.name)
      lists.append(numbers)
    case .categories(let values):
      for category in try categories(of: values) {
        names.append(column.name + "=" + category)
        lists.append(values.map { $0 == category ? 1 : 0 })
      }
    }
  }
  return EncodedTable(columnNames: names, matrix: Matrix(lists).transposed())
}
