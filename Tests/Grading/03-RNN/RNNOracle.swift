import Foundation
import LinearAlgebra

/// The network once more, in plain loops over numbers, right or with one known mistake.
///
/// This file does not import the exercise: operators or functions that a submission declares cannot reach it.
struct RNNOracle {
  var weightIH: Matrix<Double>  // [I, H]
  var weightHH: Matrix<Double>  // [H, H]
  var bias: Matrix<Double>  // [1, H]
  var weightHQ: Matrix<Double>  // [H, Q]
  var biasQ: Matrix<Double>  // [1, Q]

  /// H_t, [B, H].
  func step(_ input: Matrix<Double>, from state: Matrix<Double>, mistake: Mistake = .none) -> Matrix<
    Double
  > {
    var next = Matrix<Double>.zeros(rows: input.rows, columns: bias.columns)
    for example in 0..<next.rows {
      let before = state.row(mistake == .stateOfFirstRow ? 0 : example).elements
      for unit in 0..<next.columns {
        let isWithout = mistake == .biasOnFirstRowOnly && example > 0
        next[example, unit] = (isWithout ? Mistake.biasLeftOut : mistake).next(
          fromInput: product(input.row(example).elements) { weightIH[$0, unit] },
          fromState: product(before) {
            mistake == .weightTransposed ? weightHH[unit, $0] : weightHH[$0, unit]
          },
          bias: bias[0, unit])
      }
    }
    return next
  }

  private func product(_ values: [Double], _ weight: (Int) -> Double) -> Double {
    values.indices.reduce(0) { $0 + values[$1] * weight($1) }
  }

  /// H_0 … H_T, each [B, H].
  func states(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>, mistake: Mistake = .none,
    chained: Bool = true
  ) -> [Matrix<Double>] {
    inputs.reduce(into: [initialState]) { states, input in
      states.append(
        step(input, from: chained ? states[states.count - 1] : initialState, mistake: mistake))
    }
  }

  /// The numbers before the softmax, [B, Q].
  func logits(_ state: Matrix<Double>, biasTimes: Double = 1) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: state.rows, columns: biasQ.columns)
    for example in 0..<result.rows {
      for output in 0..<result.columns {
        result[example, output] = (0..<state.columns).reduce(biasTimes * biasQ[0, output]) {
          sum, unit in
          sum + state[example, unit] * weightHQ[unit, output]
        }
      }
    }
    return result
  }

  /// Ŷ_t, [B, Q].
  func predict(_ state: Matrix<Double>) -> Matrix<Double> { Self.softmax(logits(state)) }

  /// Row by row in plain loops.
  static func softmax(_ logits: Matrix<Double>) -> Matrix<Double> {
    var result = logits
    for row in 0..<logits.rows {
      let values = logits.row(row).elements
      let largest = values.max() ?? 0
      let total = values.reduce(0) { $0 + Foundation.exp($1 - largest) }
      for column in 0..<logits.columns {
        result[row, column] = Foundation.exp(values[column] - largest) / total
      }
    }
    return result
  }
}
