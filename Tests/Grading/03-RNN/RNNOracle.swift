import Foundation
import LinearAlgebra

/// The network once more, in plain loops over numbers, right or with one known slip.
///
/// This file does not import the exercise: operators or functions that a submission declares cannot reach it.
struct RNNOracle {
  /// A mistake that learners really make in one step.
  enum Slip: CaseIterable {
    case none, tanhLeftOut, sigmoidForTanh, weightTransposed, biasTwice, biasLeftOut, biasOnFirstRowOnly,
      stateIgnored, inputIgnored

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .none: return "nothing is wrong"
      case .tanhLeftOut: return "the tanh is left out"
      case .sigmoidForTanh: return "a sigmoid stands where the tanh belongs"
      case .weightTransposed: return "W_hh is transposed"
      case .biasTwice: return "the bias is added twice"
      case .biasLeftOut: return "the bias is left out"
      case .biasOnFirstRowOnly: return "the bias is added to the first row only"
      case .stateIgnored: return "the previous state is ignored"
      case .inputIgnored: return "the input is ignored"
      }
    }
  }

  var weightIH: Matrix<Double>  // [I, H]
  var weightHH: Matrix<Double>  // [H, H]
  var bias: Matrix<Double>  // [1, H]
  var weightHQ: Matrix<Double>  // [H, Q]
  var biasQ: Matrix<Double>  // [1, Q]

  /// H_t, [B, H].
  func step(_ input: Matrix<Double>, from state: Matrix<Double>, slip: Slip = .none) -> Matrix<Double> {
    var next = Matrix<Double>.zeros(rows: input.rows, columns: bias.columns)
    for example in 0..<next.rows {
      for unit in 0..<next.columns {
        let isWithout = slip == .biasOnFirstRowOnly && example > 0
        let sum = preactivation(
          input.row(example).elements, state.row(example).elements, unit, isWithout ? .biasLeftOut : slip)
        next[example, unit] = activated(sum, slip)
      }
    }
    return next
  }

  private func preactivation(_ input: [Double], _ state: [Double], _ unit: Int, _ slip: Slip) -> Double {
    var sum = slip == .biasLeftOut ? 0 : (slip == .biasTwice ? 2 : 1) * bias[0, unit]
    for (index, value) in input.enumerated() where slip != .inputIgnored {
      sum += value * weightIH[index, unit]
    }
    for (index, value) in state.enumerated() where slip != .stateIgnored {
      sum += value * (slip == .weightTransposed ? weightHH[unit, index] : weightHH[index, unit])
    }
    return sum
  }

  private func activated(_ sum: Double, _ slip: Slip) -> Double {
    switch slip {
    case .tanhLeftOut: return sum
    case .sigmoidForTanh: return 1 / (1 + Foundation.exp(-sum))
    default: return Foundation.tanh(sum)
    }
  }

  /// H_0 … H_T, each [B, H].
  func states(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>, slip: Slip = .none, chained: Bool = true
  ) -> [Matrix<Double>] {
    inputs.reduce(into: [initialState]) { states, input in
      states.append(step(input, from: chained ? states[states.count - 1] : initialState, slip: slip))
    }
  }

  /// The numbers before the softmax, [B, Q].
  func logits(_ state: Matrix<Double>, biasTimes: Double = 1) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: state.rows, columns: biasQ.columns)
    for example in 0..<result.rows {
      for output in 0..<result.columns {
        result[example, output] = (0..<state.columns).reduce(biasTimes * biasQ[0, output]) { sum, unit in
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
