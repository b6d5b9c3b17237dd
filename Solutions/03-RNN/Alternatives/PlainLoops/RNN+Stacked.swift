import LinearAlgebra

extension RNN {
  /// The numbers of both rows in one list.
  public func stacked(_ state: Matrix<Double>, _ input: Matrix<Double>) throws -> Matrix<Double> {
    var elements: [Double] = []
    for example in 0..<state.rows {
      for unit in 0..<state.columns { elements.append(state[example, unit]) }
      for feature in 0..<input.columns { elements.append(input[example, feature]) }
    }
    return Matrix(rows: state.rows, columns: state.columns + input.columns, elements: elements)
  }

  /// The numbers of both matrices one after the other.
  public func stackedWeight() throws -> Matrix<Double> {
    let elements = weightHH.elements + weightIH.elements
    return Matrix(rows: weightHH.rows + weightIH.rows, columns: weightHH.columns, elements: elements)
  }

  /// Row by row.
  public func stackedStep(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    let (rows, weight) = (try stacked(state, input), try stackedWeight())
    return concatenate(
      rows: (0..<rows.rows).map { example in tanh(matmul(rows.row(example), weight) + bias) })
  }
}
