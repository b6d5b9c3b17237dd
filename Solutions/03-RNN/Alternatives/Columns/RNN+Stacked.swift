import LinearAlgebra

extension RNN {
  /// Stacked as columns.
  public func stacked(_ state: Matrix<Double>, _ input: Matrix<Double>) throws -> Matrix<Double> {
    concatenate(rows: [state.transposed(), input.transposed()]).transposed()
  }

  /// Row by row.
  public func stackedWeight() throws -> Matrix<Double> {
    let rows = [weightHH, weightIH].flatMap { weight in (0..<weight.rows).map { weight.row($0) } }
    return concatenate(rows: rows)
  }

  /// One product from the left.
  public func stackedStep(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    let weight = try stackedWeight().transposed()  // [H, H + I]
    let column = try stacked(state, input).transposed()  // [H + I, B]
    return tanh(matmul(weight, column).transposed() + bias)
  }
}
