import LinearAlgebra

/// The rows of the weight, stacked.
public func embed(_ labels: [Int], in weight: Matrix<Double>) throws -> Matrix<Double> {
  let wrong = labels.firstIndex { !(0..<weight.rows ~= $0) }
  if let wrong { throw CategoryError.labelOutOfRange(labels[wrong], index: wrong) }
  guard !labels.isEmpty else { return Matrix(rows: 0, columns: weight.columns, elements: []) }
  return concatenate(rows: labels.map(weight.row))
}
