import EarlierUnits
import Foundation
import LinearAlgebra

/// A recurrent layer in plain loops over single numbers: another way to the same states.
struct LoopRNN {
  let layer: RNNLayer

  init(_ layer: RNNLayer) { self.layer = layer }

  /// H_t from X_t and the previous state, [B, H].
  func step(_ input: Matrix<Double>, from state: Matrix<Double>) -> Matrix<Double> {
    var next = Matrix<Double>.zeros(state.shape)
    for row in 0..<state.rows {
      for unit in 0..<state.columns {
        var sum = layer.bias[0, unit]
        for index in 0..<input.columns { sum += input[row, index] * layer.weightIH[index, unit] }
        for index in 0..<state.columns { sum += state[row, index] * layer.weightHH[index, unit] }
        next[row, unit] = Foundation.tanh(sum)
      }
    }
    return next
  }

  /// The state at every step, in the order of the inputs, with the steps read in the given order from zeros.
  ///
  /// - Parameters:
  ///   - isForgetting: whether no state is passed from step to step, which is a mistake.
  ///   - isReal: whether a row takes part at a step; otherwise its state is zero.
  func states(
    _ inputs: [Matrix<Double>], reading order: [Int], isForgetting: Bool = false,
    isReal: (_ step: Int, _ row: Int) -> Bool = { _, _ in true }
  ) -> [Matrix<Double>] {
    let zeros = Matrix<Double>.zeros(rows: inputs[0].rows, columns: layer.hiddenSize)
    var state = zeros
    var states = inputs
    for step in order {
      state = self.step(inputs[step], from: isForgetting ? zeros : state)
      for row in 0..<state.rows where !isReal(step, row) {
        for unit in 0..<state.columns { state[row, unit] = 0 }
      }
      states[step] = state
    }
    return states
  }

  /// The states of a layer that reads backward, for one sequence after another, each read from its own end; zeros after
  /// the end of a sequence.
  func statesFromBehind(_ inputs: [Matrix<Double>], lengths: [Int]) -> [Matrix<Double>] {
    var result = inputs.map { Matrix<Double>.zeros(rows: $0.rows, columns: layer.hiddenSize) }
    for (row, length) in lengths.enumerated() where length > 0 {
      let alone = inputs.prefix(length).map { $0.row(row) }
      for (step, state) in states(alone, reading: (0..<length).reversed()).enumerated() {
        for unit in 0..<state.columns { result[step][row, unit] = state[0, unit] }
      }
    }
    return result
  }
}
