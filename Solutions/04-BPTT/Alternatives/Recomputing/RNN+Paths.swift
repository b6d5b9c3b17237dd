import LinearAlgebra

extension RNN {
  /// One backward step; only the gradient of the previous state is kept.
  public func link(_ gradient: Matrix<Double>, through state: Matrix<Double>) throws -> Matrix<Double> {
    let rows = (0..<state.rows).map { example -> Matrix<Double> in
      // ∂H_t/∂H_{t-1} of one example: [H, H].
      let slopes = state.row(example).map { 1 - $0 * $0 }
      return matmul(gradient.row(example), (weightHH * slopes).transposed())
    }
    return concatenate(rows: rows)
  }

  /// The paths of the sequence without its first state, and then those that start at it.
  public func pathGradients(
    vertical: [Matrix<Double>], states: [Matrix<Double>]
  ) throws -> [[Matrix<Double>]] {
    guard let first = vertical.first else { return [] }
    let later = try pathGradients(vertical: Array(vertical.dropFirst()), states: Array(states.dropFirst()))
    guard let longest = later.first else { return [[first]] }
    return [[first] + (try longest.map { try link($0, through: states[1]) })] + later
  }
}
