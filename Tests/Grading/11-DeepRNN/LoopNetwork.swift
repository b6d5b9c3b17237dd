import EarlierUnits
import Foundation
import LinearAlgebra

/// A stack of recurrent layers in plain loops over single numbers. It goes step by step through all layers, the
/// exercise layer by layer: another way to the same states.
struct LoopNetwork {
  let layers: [RNNLayer]

  /// The states of every layer: `[l][t]`, each [B, H_l].
  ///
  /// - Parameters:
  ///   - masks: `[l][t]` for every layer but the highest; `nil` if nothing is dropped.
  ///   - isCarryDropped: whether a mask also drops the states carried to the next step, which is a mistake.
  ///   - isAdding: whether a mask is added instead of multiplied, which is another.
  func states(
    _ inputs: [Matrix<Double>], masks: [[Matrix<Double>]]? = nil, isCarryDropped: Bool = false,
    isAdding: Bool = false
  ) -> [[Matrix<Double>]] {
    var current = layers.map { Matrix<Double>.zeros(rows: inputs[0].rows, columns: $0.hiddenSize) }
    var result: [[Matrix<Double>]] = layers.map { _ in [] }
    for (step, input) in inputs.enumerated() {
      var below = input
      for (index, layer) in layers.enumerated() {
        current[index] = next(layer, below, current[index])
        result[index].append(current[index])
        below = current[index]
        guard let masks, index < masks.count else { continue }
        let mask = masks[index][step]
        below = isAdding ? below + mask : below * mask
        if isCarryDropped { current[index] = below }
      }
    }
    return result
  }

  private func next(
    _ layer: RNNLayer, _ input: Matrix<Double>, _ state: Matrix<Double>
  ) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(state.shape)
    for row in 0..<state.rows {
      for unit in 0..<state.columns {
        var sum = layer.bias[0, unit]
        for index in 0..<input.columns { sum += input[row, index] * layer.weightIH[index, unit] }
        for index in 0..<state.columns { sum += state[row, index] * layer.weightHH[index, unit] }
        result[row, unit] = Foundation.tanh(sum)
      }
    }
    return result
  }
}
