import LinearAlgebra

/// One-hot rows are rows of the identity.
public func oneHot(_ labels: [Int], classCount: Int) throws -> Matrix<Double> {
  for case (let index, let label) in labels.enumerated() where label < 0 || label >= classCount {
    throw CategoryError.labelOutOfRange(label, index: index)
  }
  if labels.isEmpty { return .zeros(rows: 0, columns: classCount) }
  let identity = Matrix<Double>.identity(classCount)
  return concatenate(rows: labels.map { identity.row($0) })
}

/// A row of zeros and ones whose sum is 1; its product with 0, 1, 2 … is its label.
public func decodeOneHot(_ rows: Matrix<Double>) throws -> [Int] {
  for row in 0..<rows.rows {
    let values = rows.row(row)
    guard values.elements.allSatisfy({ $0 * $0 == $0 }), values.sum() == 1 else {
      throw CategoryError.notOneHot(row: row)
    }
  }
  let places = Matrix(rows: rows.columns, columns: 1, elements: (0..<rows.columns).map { Double($0) })
  return matmul(rows, places).elements.map { Int($0) }
}
