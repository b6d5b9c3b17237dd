import LinearAlgebra

/// Row by row as lists: zeros, a one, zeros.
public func oneHot(_ labels: [Int], classCount: Int) throws -> Matrix<Double> {
  let elements = try labels.enumerated().flatMap { index, label -> [Double] in
    guard label >= 0, label < classCount else { throw CategoryError.labelOutOfRange(label, index: index) }
    return Array(repeating: 0, count: label) + [1] + Array(repeating: 0, count: classCount - label - 1)
  }
  return Matrix(rows: labels.count, columns: classCount, elements: elements)
}

/// A row is right where it is the row that its own label would give.
public func decodeOneHot(_ rows: Matrix<Double>) throws -> [Int] {
  try (0..<rows.rows).map { row in
    let values = rows.row(row).elements
    guard let label = values.firstIndex(of: 1),
      try oneHot([label], classCount: rows.columns).elements == values
    else { throw CategoryError.notOneHot(row: row) }
    return label
  }
}
