import Foundation
import LinearAlgebra

/// The network and its backward pass a second time, in plain loops over single numbers.
///
/// It shares no code with the library or a submission. Asked for a mistake, it makes that mistake: its numbers then tell
/// which mistake a wrong answer is.
struct BPTTOracle {
  var weightIH: Matrix<Double>  // [I, H]
  var weightHH: Matrix<Double>  // [H, H]
  var bias: Matrix<Double>  // [1, H]
  var weightHQ: Matrix<Double>  // [H, V]
  var biasQ: Matrix<Double>  // [1, V]

  /// All weights, in the order of their names.
  var matrices: [Matrix<Double>] { [weightIH, weightHH, bias, weightHQ, biasQ] }

  /// The gradients of one step, under the names that the messages use.
  struct Step {
    var weightIH: Matrix<Double>
    var weightHH: Matrix<Double>
    var bias: Matrix<Double>
    var input: Matrix<Double>
    var previousState: Matrix<Double>
  }

  /// The gradients of a whole sequence: the weights' in an oracle, the inputs', and the initial state's.
  typealias Gradients = (weights: BPTTOracle, inputs: [Matrix<Double>], initialState: Matrix<Double>)

  /// Input, previous state, and new state of one forward step.
  struct Kept {
    var input: Matrix<Double>
    var previousState: Matrix<Double>
    var state: Matrix<Double>
  }

  /// One number of a product's result: Σ_k a(k) · b(k).
  static func sum(_ count: Int, _ term: (Int) -> Double) -> Double {
    var total = 0.0
    for index in 0..<count { total += term(index) }
    return total
  }

  static func make(_ rows: Int, _ columns: Int, _ entry: (Int, Int) -> Double) -> Matrix<Double> {
    var result = Matrix<Double>.zeros(rows: rows, columns: columns)
    for row in 0..<rows { for column in 0..<columns { result[row, column] = entry(row, column) } }
    return result
  }

  /// The steps of the forward pass.
  func forward(_ inputs: [Matrix<Double>], from initialState: Matrix<Double>) -> [Kept] {
    var state = initialState
    return inputs.map { input in
      let next = Self.make(input.rows, bias.columns) { example, unit in
        let fromInput = Self.sum(input.columns) { input[example, $0] * weightIH[$0, unit] }
        let fromState = Self.sum(state.columns) { state[example, $0] * weightHH[$0, unit] }
        return Foundation.tanh(fromInput + fromState + bias[0, unit])
      }
      defer { state = next }
      return Kept(input: input, previousState: state, state: next)
    }
  }

  /// Z_t, [B, V].
  func logits(_ state: Matrix<Double>) -> Matrix<Double> {
    Self.make(state.rows, biasQ.columns) { example, output in
      biasQ[0, output] + Self.sum(state.columns) { state[example, $0] * weightHQ[$0, output] }
    }
  }

  /// The loss of a sequence, summed over batch and time.
  func loss(_ inputs: [Matrix<Double>], from initialState: Matrix<Double>, _ targets: [[Int]]) -> Double {
    zip(forward(inputs, from: initialState), targets).reduce(0) {
      $0 + LossOracle.crossEntropy(logits($1.0.state), $1.1)
    }
  }

  /// The gradients of the logits of every step.
  func logitGradients(_ steps: [Kept], _ targets: [[Int]]) -> [Matrix<Double>] {
    zip(steps, targets).map { LossOracle.gradient(logits($0.state), $1) }
  }
}
