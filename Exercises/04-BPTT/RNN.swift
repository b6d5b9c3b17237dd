import CourseSupport
import Foundation
import LinearAlgebra

/// The recurrent network of exercise 03, with its forward pass:
///
///     H_t = tanh(X_t · W_xh + H_{t-1} · W_hh + b_h)
///     Z_t = H_t · W_hq + b_q
///
/// This whole file is given. B is the batch, I the input size, H the hidden size, V the number of classes.
public struct RNN: ParameterCollection {
  /// W_xh, from input to hidden state: [I, H].
  public var weightIH: Matrix<Double>
  /// W_hh, from hidden state to hidden state: [H, H].
  public var weightHH: Matrix<Double>
  /// b_h: [1, H].
  public var bias: Matrix<Double>
  /// W_hq, from hidden state to logits: [H, V].
  public var weightHQ: Matrix<Double>
  /// b_q: [1, V].
  public var biasQ: Matrix<Double>

  /// A network with the given weights.
  public init(
    weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>, weightHQ: Matrix<Double>,
    biasQ: Matrix<Double>
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    self.weightHQ = weightHQ
    self.biasQ = biasQ
  }

  /// The five matrices by name. They provide `zeroed()`, `add(_:times:)`, `scale(by:)`, and `globalNorm`.
  public var namedParameters: [(name: String, path: WritableKeyPath<RNN, Matrix<Double>>)] {
    [
      ("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias), ("weightHQ", \.weightHQ),
      ("biasQ", \.biasQ),
    ]
  }

  /// The values one step caches for the backward pass.
  public struct StepCache: Sendable {
    /// X_t, [B, I].
    public var input: Matrix<Double>
    /// H_{t-1}, [B, H].
    public var previousState: Matrix<Double>
    /// H_t, [B, H].
    public var state: Matrix<Double>

    /// A cache with the given matrices.
    public init(input: Matrix<Double>, previousState: Matrix<Double>, state: Matrix<Double>) {
      self.input = input
      self.previousState = previousState
      self.state = state
    }
  }

  /// The forward pass of a whole sequence.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I].
  ///   - initialState: H_0, [B, H].
  /// - Returns: the logits Z_1 … Z_T, each [B, V], and one cache per step.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) -> (logits: [Matrix<Double>], caches: [StepCache]) {
    var state = initialState
    var logits: [Matrix<Double>] = []
    var caches: [StepCache] = []
    for input in inputs {
      let next = tanh(matmul(input, weightIH) + matmul(state, weightHH) + bias)
      caches.append(StepCache(input: input, previousState: state, state: next))
      logits.append(matmul(next, weightHQ) + biasQ)
      state = next
    }
    return (logits, caches)
  }
}
