import Foundation
import LinearAlgebra

/// The network without a single matrix product: sums over numbers.
public struct RNN: Sendable {
  /// W_xh, [I, H].
  public var weightIH: Matrix<Double>
  /// W_hh, [H, H].
  public var weightHH: Matrix<Double>
  /// b_h, [1, H].
  public var bias: Matrix<Double>
  /// W_hq, [H, Q].
  public var weightHQ: Matrix<Double>
  /// b_q, [1, Q].
  public var biasQ: Matrix<Double>

  /// A network of the given weights.
  public init(
    weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>, weightHQ: Matrix<Double>,
    biasQ: Matrix<Double>
  ) {
    (self.weightIH, self.weightHH, self.bias) = (weightIH, weightHH, bias)
    (self.weightHQ, self.biasQ) = (weightHQ, biasQ)
  }

  /// Inputs and states.
  public struct Cache: Sendable {
    /// X_1 … X_T.
    public var inputs: [Matrix<Double>]
    /// H_0 … H_T.
    public var states: [Matrix<Double>]

    /// The given ones.
    public init(inputs: [Matrix<Double>], states: [Matrix<Double>]) {
      self.inputs = inputs
      self.states = states
    }
  }

  /// One number of the next state at a time.
  public func step(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    var next = Matrix<Double>(rows: state.rows, columns: state.columns, repeating: 0)
    for example in 0..<state.rows {
      for unit in 0..<state.columns {
        var sum = bias[0, unit]
        for feature in 0..<input.columns { sum += input[example, feature] * weightIH[feature, unit] }
        for other in 0..<state.columns { sum += state[example, other] * weightHH[other, unit] }
        next[example, unit] = Foundation.tanh(sum)
      }
    }
    return next
  }

  /// One number of the logits at a time.
  public func predict(_ state: Matrix<Double>) throws -> Matrix<Double> {
    var logits = Matrix<Double>(rows: state.rows, columns: biasQ.columns, repeating: 0)
    for example in 0..<state.rows {
      for output in 0..<biasQ.columns {
        logits[example, output] = biasQ[0, output]
        for unit in 0..<state.columns {
          logits[example, output] += state[example, unit] * weightHQ[unit, output]
        }
      }
    }
    return try softmax(logits)
  }

  /// All states first, the predictions from them afterward.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) throws -> (predictions: [Matrix<Double>], cache: Cache) {
    var states = Array(repeating: initialState, count: inputs.count + 1)
    for step in inputs.indices { states[step + 1] = try self.step(inputs[step], from: states[step]) }
    return (try states[1...].map(predict), Cache(inputs: inputs, states: states))
  }
}
