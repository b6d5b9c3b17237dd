import LinearAlgebra

/// By columns: each example is a column of the transpose.
public func softmax(_ logits: Matrix<Double>) throws -> Matrix<Double> {
  let columns = (0..<logits.rows).map { example -> Matrix<Double> in
    let column = logits.row(example).transposed()  // [V, 1]
    let powers = exp(column - column.maximum())
    return powers * (1 / powers.sum())
  }
  return concatenate(columns: columns).transposed()
}
