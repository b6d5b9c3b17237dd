import LinearAlgebra

/// Task 3. One-hot encoding: a row for each label, 1 in the label's own column and 0 elsewhere.
///
/// - Parameters:
///   - labels: N labels.
///   - classCount: V, the number of categories; it can be larger than every label that occurs.
/// - Returns: [N, V].
/// - Throws: ``CategoryError/labelOutOfRange(_:index:)`` for the first label outside 0 ..< V.
public func oneHot(_ labels: [Int], classCount: Int) throws -> Matrix<Double> {
  // One column per category, not per label that occurs: the last categories can be absent here.
  var rows = Matrix<Double>.zeros(rows: labels.count, columns: classCount)  // [N, V]
  for (row, label) in labels.enumerated() {
    guard (0..<classCount).contains(label) else {
      throw CategoryError.labelOutOfRange(label, index: row)
    }
    rows[row, label] = 1
  }
  return rows
}

/// Task 3. Undoes ``oneHot(_:classCount:)``: the label of each row.
///
/// - Parameter rows: [N, V].
/// - Returns: N labels.
/// - Throws: ``CategoryError/notOneHot(row:)`` for the first row that is not a single 1 among zeros.
public func decodeOneHot(_ rows: Matrix<Double>) throws -> [Int] {
  try (0..<rows.rows).map { row in
    let hot = (0..<rows.columns).filter { rows[row, $0] != 0 }
    guard hot.count == 1, rows[row, hot[0]] == 1 else { throw CategoryError.notOneHot(row: row) }
    return hot[0]
  }
}
