import LinearAlgebra

/// Every number is asked whether it is the hot one.
public func oneHot(_ labels: [Int], classCount: Int) throws -> Matrix<Double> {
  var elements: [Double] = []
  for index in labels.indices {
    if labels[index] < 0 || labels[index] >= classCount {
      throw CategoryError.labelOutOfRange(labels[index], index: index)
    }
    for column in 0..<classCount { elements.append(column == labels[index] ? 1 : 0) }
  }
  return Matrix(rows: labels.count, columns: classCount, elements: elements)
}

/// Counts the ones and whatever is neither one nor zero.
public func decodeOneHot(_ rows: Matrix<Double>) throws -> [Int] {
  var labels: [Int] = []
  for row in 0..<rows.rows {
    var (hot, ones, others) = (-1, 0, 0)
    for column in 0..<rows.columns {
      let value = rows[row, column]
      if value == 1 {
        ones += 1
        hot = column
      } else if value != 0 {
        others += 1
      }
    }
    if ones != 1 || others != 0 { throw CategoryError.notOneHot(row: row) }
    labels.append(hot)
  }
  return labels
}
