import LinearAlgebra

/// Task 5. The rows of a weight matrix that the labels name: what `oneHot(labels) · weight` gives, without the
/// product.
///
/// A row that no label names must not matter, whatever it holds.
///
/// - Parameters:
///   - labels: N labels.
///   - weight: [V, H], a row of H numbers for each category.
/// - Returns: [N, H].
/// - Throws: ``CategoryError/labelOutOfRange(_:index:)`` for the first label outside 0 ..< V.
public func embed(_ labels: [Int], in weight: Matrix<Double>) throws -> Matrix<Double> {
  var picked = Matrix<Double>.zeros(rows: labels.count, columns: weight.columns)  // [N, H]
  for (row, label) in labels.enumerated() {
    guard (0..<weight.rows).contains(label) else {
      throw CategoryError.labelOutOfRange(label, index: row)
    }
    // A product would add up V terms for each number, all but one of them zeros.
    for unit in 0..<weight.columns { picked[row, unit] = weight[label, unit] }
  }
  return picked
}
