import LinearAlgebra

extension RNN {
  /// Number by number.
  public func link(_ gradient: Matrix<Double>, through state: Matrix<Double>) throws -> Matrix<Double> {
    var before = Matrix<Double>.zeros(gradient.shape)
    for example in 0..<gradient.rows {
      for unit in 0..<gradient.columns {
        let slope = 1 - state[example, unit] * state[example, unit]
        for other in 0..<gradient.columns {
          before[example, other] += gradient[example, unit] * slope * weightHH[other, unit]
        }
      }
    }
    return before
  }

  /// From each loss backwards: its path to one state goes on to the state before.
  public func pathGradients(
    vertical: [Matrix<Double>], states: [Matrix<Double>]
  ) throws -> [[Matrix<Double>]] {
    var paths: [[Matrix<Double>]] = Array(repeating: [], count: states.count)
    for end in states.indices {
      var gradient = vertical[end]
      var state = end
      while true {
        paths[state].append(gradient)
        if state == 0 { break }
        gradient = try link(gradient, through: states[state])
        state -= 1
      }
    }
    return paths
  }
}
