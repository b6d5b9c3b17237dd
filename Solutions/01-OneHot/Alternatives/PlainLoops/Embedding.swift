import LinearAlgebra

/// The elements of the rows, one by one into a list.
public func embed(_ labels: [Int], in weight: Matrix<Double>) throws -> Matrix<Double> {
  var elements: [Double] = []
  for index in labels.indices {
    if labels[index] < 0 || labels[index] >= weight.rows {
      throw CategoryError.labelOutOfRange(labels[index], index: index)
    }
    let start = labels[index] * weight.columns
    elements += weight.elements[start..<start + weight.columns]
  }
  return Matrix(rows: labels.count, columns: weight.columns, elements: elements)
}
