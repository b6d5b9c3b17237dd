import LinearAlgebra

extension RNN {
  /// Both placed into a wider one by products with parts of the identity.
  public func stacked(_ state: Matrix<Double>, _ input: Matrix<Double>) throws -> Matrix<Double> {
    let identity = Matrix<Double>.identity(state.columns + input.columns)
    return matmul(state, identity.rows(0..<state.columns))
      + matmul(input, identity.rows(state.columns..<identity.rows))
  }

  /// Stacked by way of their transposes, side by side.
  public func stackedWeight() throws -> Matrix<Double> {
    concatenate(columns: [weightHH.transposed(), weightIH.transposed()]).transposed()
  }

  /// The same as the step, which is stacked already.
  public func stackedStep(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    try step(input, from: state)
  }
}
