import LinearAlgebra

extension TableEncoder {
  /// The table that a matrix [N, number of ``columnNames``] encodes.
  ///
  /// - Throws: ``TableError`` if the matrix has no rows or another number of columns, a label is unknown or
  ///   not a whole number, or a one-hot row is not a single 1 and zeros.
  public func decode<Scalar: MatrixScalar>(_ matrix: Matrix<Scalar>) throws(TableError) -> DataTable {
    let width = columnNames.count
    guard matrix.columns == width else { throw .wrongWidth(matrix.columns, expected: width) }
    guard matrix.rows > 0 else { throw .empty }
    var result: [DataTable.Column] = []
    var start = 0
    for column in columns {
      let end = start + (form == .oneHot ? column.labels?.categories.count ?? 1 : 1)
      result.append(
        DataTable.Column(
          name: column.name, values: try decode(matrix.columns(start..<end), as: column)))
      start = end
    }
    return try DataTable(columns: result)
  }

  private func decode<Scalar: MatrixScalar>(
    _ part: Matrix<Scalar>, as column: FittedColumn
  ) throws(TableError) -> DataTable.Values {
    guard let labels = column.labels else { return .numbers(part.elements.map { Double($0) }) }
    let whole = form == .labels ? try wholeNumbers(part, column.name) : []
    let names = try Self.of(column.name) { () throws(CategoryError) in
      switch form {
      case .labels: try labels.decode(whole)
      case .oneHot: try OneHotEncoder(labels: labels).decode(part)
      }
    }
    return .categories(names)
  }

  private func wholeNumbers<Scalar: MatrixScalar>(
    _ part: Matrix<Scalar>, _ column: String
  ) throws(TableError) -> [Int] {
    var result: [Int] = []
    for (row, element) in part.elements.enumerated() {
      let number = Double(element)
      guard let label = Int(exactly: number) else { throw .notALabel(number, row: row, column: column) }
      result.append(label)
    }
    return result
  }
}
