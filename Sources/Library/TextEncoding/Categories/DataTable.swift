/// A table of N rows whose columns hold numbers or categories.
///
/// ```swift
/// let foods = try DataTable([
///   "food": .categories(["apple", "chicken", "broccoli"]),
///   "calories": .numbers([95, 231, 50]),
/// ])
/// ```
public struct DataTable: Sendable, Equatable {
  /// The values of one column.
  public enum Values: Sendable, Equatable {
    /// Numbers, which encoding leaves as they are.
    case numbers([Double])
    /// Categories, by name.
    case categories([String])

    /// How many there are.
    public var count: Int {
      switch self {
      case .numbers(let numbers): numbers.count
      case .categories(let names): names.count
      }
    }
  }

  /// A column: its name and its values.
  public struct Column: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The values, from the first row to the last.
    public let values: Values

    /// A column of the given name and values.
    public init(name: String, values: Values) {
      self.name = name
      self.values = values
    }
  }

  /// The columns, from left to right.
  public let columns: [Column]

  /// A table of the given columns.
  ///
  /// - Throws: ``TableError`` if there are no columns, no rows, two columns of one name, or columns of
  ///   different length.
  public init(columns: [Column]) throws(TableError) {
    guard let first = columns.first else { throw .empty }
    var names: Set<String> = []
    for column in columns {
      guard names.insert(column.name).inserted else { throw .duplicateColumn(column.name) }
      guard column.values.count == first.values.count else {
        throw .uneven(
          column.name, column.values.count, expected: first.values.count, as: first.name)
      }
    }
    guard first.values.count > 0 else { throw .empty }
    self.columns = columns
  }

  /// A table of named columns, in the order in which they are written.
  ///
  /// - Throws: ``TableError``, as ``init(columns:)`` does.
  public init(_ columns: KeyValuePairs<String, Values>) throws(TableError) {
    try self.init(columns: columns.map { Column(name: $0.key, values: $0.value) })
  }

  /// N, the number of rows.
  public var rowCount: Int { columns[0].values.count }
}
