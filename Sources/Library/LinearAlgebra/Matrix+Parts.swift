extension Matrix {
  /// Row `index` as a [1, C] matrix.
  ///
  /// - Precondition: there is such a row.
  public func row(_ index: Int) -> Matrix {
    require(index >= 0 && index < rows, "there is no row \(index) in a matrix of shape \(shape)")
    return rows(index..<index + 1)
  }

  /// The rows of a range, [range.count, C].
  ///
  /// - Precondition: the range lies within the rows.
  public func rows(_ range: Range<Int>) -> Matrix {
    require(
      range.lowerBound >= 0 && range.upperBound <= rows,
      "there are no rows \(range) in a matrix of shape \(shape)")
    let slice = storage[range.lowerBound * columns..<range.upperBound * columns]
    return Matrix(rows: range.count, columns: columns, elements: Array(slice))
  }

  /// Column `index` as an [R, 1] matrix.
  ///
  /// - Precondition: there is such a column.
  public func column(_ index: Int) -> Matrix {
    require(index >= 0 && index < columns, "there is no column \(index) in a matrix of shape \(shape)")
    return columns(index..<index + 1)
  }

  /// The columns of a range, [R, range.count].
  ///
  /// - Precondition: the range lies within the columns.
  public func columns(_ range: Range<Int>) -> Matrix {
    require(
      range.lowerBound >= 0 && range.upperBound <= columns,
      "there are no columns \(range) in a matrix of shape \(shape)")
    var elements: [Scalar] = []
    elements.reserveCapacity(rows * range.count)
    for row in 0..<rows {
      elements += storage[row * columns + range.lowerBound..<row * columns + range.upperBound]
    }
    return Matrix(rows: rows, columns: range.count, elements: elements)
  }

  /// The matrix mirrored at its diagonal, [C, R].
  public func transposed() -> Matrix {
    storage.withUnsafeBufferPointer { x in
      Matrix(MatrixShape(columns, rows)) { out in
        for row in 0..<rows {
          for column in 0..<columns {
            (out + column * rows + row).initialize(to: x[row * columns + column])
          }
        }
      }
    }
  }

  /// The same elements, row after row, in another shape.
  ///
  /// - Precondition: the number of elements stays the same.
  public func reshaped(rows: Int, columns: Int) -> Matrix { reshaped(to: MatrixShape(rows, columns)) }

  func reshaped(to newShape: MatrixShape) -> Matrix {
    require(
      newShape.isPossible && newShape.count == count,
      "a matrix of shape \(shape) cannot take shape \(newShape)")
    return Matrix(rows: newShape.rows, columns: newShape.columns, elements: storage)
  }
}

/// Matrices side by side: [R, A], [R, B] → [R, A + B].
///
/// - Precondition: all have the same number of rows.
public func concatenate<Scalar>(columns parts: [Matrix<Scalar>]) -> Matrix<Scalar> {
  let rows = parts.first?.rows ?? 0
  for part in parts {
    require(
      part.rows == rows,
      "matrices side by side have equally many rows, not \(parts.map(\.shape.description).joined(separator: ", "))"
    )
  }
  var elements: [Scalar] = []
  elements.reserveCapacity(parts.reduce(0) { $0 + $1.count })
  for row in 0..<rows {
    for part in parts { elements += part.storage[row * part.columns..<(row + 1) * part.columns] }
  }
  return Matrix(rows: rows, columns: parts.reduce(0) { $0 + $1.columns }, elements: elements)
}

/// Matrices stacked vertically: [A, C], [B, C] → [A + B, C].
///
/// - Precondition: all have the same number of columns.
public func concatenate<Scalar>(rows parts: [Matrix<Scalar>]) -> Matrix<Scalar> {
  let columns = parts.first?.columns ?? 0
  for part in parts {
    require(
      part.columns == columns,
      "stacked matrices have equally many columns, not \(parts.map(\.shape.description).joined(separator: ", "))"
    )
  }
  return Matrix(
    rows: parts.reduce(0) { $0 + $1.rows }, columns: columns, elements: parts.flatMap { $0.storage })
}
