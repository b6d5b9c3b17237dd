import LinearAlgebra

/// Encodes whole tables as matrices: categories as labels or one-hot, numbers as they are.
///
/// ```swift
/// let encoder = try TableEncoder(fitting: foods, categories: .oneHot)
/// encoder.columnNames                                     // food=apple food=broccoli food=chicken calories
/// let matrix: Matrix<Double> = try encoder.encode(foods)  // [3, 4]
/// ```
///
/// Decoding undoes encoding: exactly in `Double`; in `Float` numbers come back as near as 24 bits bring them.
public struct TableEncoder: Sendable, Equatable {
  /// How a column of categories is written.
  public enum CategoryForm: Sendable, Equatable {
    /// One column that holds the label.
    case labels
    /// One column for each category, 1 in the row's own and 0 elsewhere.
    case oneHot
  }

  /// How the columns of categories are written.
  public let form: CategoryForm
  let columns: [FittedColumn]

  /// A column as it was fitted: its name, and its categories unless it holds numbers.
  struct FittedColumn: Sendable, Equatable {
    let name: String
    let labels: LabelEncoder<String>?
  }

  /// Learns the categories of each column that holds some.
  ///
  /// - Throws: ``TableError/column(_:_:)`` if a column's categories cannot be learned.
  public init(fitting table: DataTable, categories form: CategoryForm = .oneHot) throws(TableError) {
    self.form = form
    var columns: [FittedColumn] = []
    for column in table.columns {
      switch column.values {
      case .numbers: columns.append(FittedColumn(name: column.name, labels: nil))
      case .categories(let names):
        let labels = try Self.of(column.name) { () throws(CategoryError) in try LabelEncoder(fitting: names) }
        columns.append(FittedColumn(name: column.name, labels: labels))
      }
    }
    self.columns = columns
  }

  /// The name of each column of the matrix: `calories`, and for one-hot `food=apple`.
  public var columnNames: [String] {
    columns.flatMap { column in
      if form == .oneHot, let labels = column.labels {
        labels.categories.map { "\(column.name)=\($0)" }
      } else {
        [column.name]
      }
    }
  }

  /// The table as a matrix [N, number of ``columnNames``].
  ///
  /// - Throws: ``TableError`` if the columns are not those that the encoder was fitted to, or a category was
  ///   not seen before.
  public func encode<Scalar: MatrixScalar>(_ table: DataTable) throws(TableError) -> Matrix<Scalar> {
    guard matches(table) else {
      throw .otherColumns(
        table.columns.map { Self.described($0.name, holdsNumbers: $0.values.holdsNumbers) },
        expected: columns.map { Self.described($0.name, holdsNumbers: $0.labels == nil) })
    }
    var parts: [Matrix<Scalar>] = []
    for (column, fitted) in zip(table.columns, columns) { parts.append(try encode(column, as: fitted)) }
    return concatenate(columns: parts)
  }

  private func encode<Scalar: MatrixScalar>(
    _ column: DataTable.Column, as fitted: FittedColumn
  ) throws(TableError) -> Matrix<Scalar> {
    guard case .categories(let names) = column.values, let labels = fitted.labels else {
      return Self.matrix(column.values.numbers)
    }
    return try Self.of(column.name) { () throws(CategoryError) in
      switch form {
      case .labels: Self.matrix(try labels.encode(names).map(Double.init))
      case .oneHot: try OneHotEncoder(labels: labels).encode(names)
      }
    }
  }

  private func matches(_ table: DataTable) -> Bool {
    table.columns.count == columns.count
      && zip(table.columns, columns).allSatisfy {
        $0.name == $1.name && $0.values.holdsNumbers == ($1.labels == nil)
      }
  }

  private static func described(_ name: String, holdsNumbers: Bool) -> String {
    "\(name.debugDescription) (\(holdsNumbers ? "numbers" : "categories"))"
  }

  private static func matrix<Scalar: MatrixScalar>(_ numbers: [Double]) -> Matrix<Scalar> {
    Matrix(rows: numbers.count, columns: 1, elements: numbers.map { Scalar($0) })
  }

  /// Says in an error which column it was.
  static func of<Result>(
    _ column: String, _ body: () throws(CategoryError) -> Result
  ) throws(TableError) -> Result {
    do { return try body() } catch { throw .column(column, error) }
  }
}

extension DataTable.Values {
  var holdsNumbers: Bool { if case .numbers = self { true } else { false } }

  /// The numbers, or `nil` if the column holds categories.
  var numbers: [Double] { if case .numbers(let numbers) = self { numbers } else { [] } }
}
