import EarlierUnits
import Foundation
import LinearAlgebra

/// A recurrent layer in plain loops over single numbers: another way to the same states.
struct LoopRNN {
  let layer: RNNLayer

  init(_ layer: RNNLayer) { self.layer = layer }

  /// H_t from X_t and the state before it, [B, H].
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

  /// H_1 … H_T, each [B, H], from a given state or from zeros.
  func states(_ inputs: [Matrix<Double>], from start: Matrix<Double>? = nil) -> [Matrix<Double>] {
    var state = start ?? .zeros(rows: inputs[0].rows, columns: layer.hiddenSize)
    return inputs.map { input in
      state = step(input, from: state)
      return state
    }
  }
}

/// An output layer in plain loops.
struct LoopLinear {
  let output: LinearLayer

  init(_ output: LinearLayer) { self.output = output }

  /// Z from H, [B, H] → [B, Q].
  func logits(_ state: Matrix<Double>) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: state.rows, columns: output.weight.columns)
    for row in 0..<state.rows {
      for column in 0..<result.columns {
        var sum = output.bias[0, column]
        for unit in 0..<state.columns { sum += state[row, unit] * output.weight[unit, column] }
        result[row, column] = sum
      }
    }
    return result
  }

  /// The class of the largest logit, row by row.
  func choice(_ state: Matrix<Double>) -> [Int] {
    let logits = logits(state)
    return (0..<logits.rows).map { row in
      (0..<logits.columns).reduce(0) { logits[row, $1] > logits[row, $0] ? $1 : $0 }
    }
  }
}

/// Tokens as one-hot rows, [B, V].
func indicator(_ tokens: [Int], _ classCount: Int) -> Matrix<Double> {
  var result = Matrix<Double>.zeros(rows: tokens.count, columns: classCount)
  for (row, token) in tokens.enumerated() { result[row, token] = 1 }
  return result
}

/// Row b of the states at step `lengths[b]`, [B, H].
func ownLast(_ states: [Matrix<Double>], _ lengths: [Int]) -> Matrix<Double> {
  var result = states[0]
  for (row, length) in lengths.enumerated() {
    for unit in 0..<result.columns { result[row, unit] = states[length - 1][row, unit] }
  }
  return result
}

/// Row b of the gradient at step `lengths[b]`, zeros at all other steps.
func atOwnLast(_ gradient: Matrix<Double>, _ lengths: [Int], steps: Int) -> [Matrix<Double>] {
  var result = (0..<steps).map { _ in Matrix<Double>.zeros(gradient.shape) }
  for (row, length) in lengths.enumerated() {
    for unit in 0..<gradient.columns { result[length - 1][row, unit] = gradient[row, unit] }
  }
  return result
}

/// The sum of the products of all entries: a loss whose gradient by the first is the second.
func dots(_ values: [Matrix<Double>], _ weights: [Matrix<Double>]) -> Double {
  zip(values, weights).reduce(0) { $0 + $1.0.dot($1.1) }
}
