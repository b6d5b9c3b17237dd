import Foundation
import LinearAlgebra

extension RNN {
  /// The gradients of one step.
  public struct StepGradients: Sendable {
    /// dW_xh.
    public var weightIH: Matrix<Double>
    /// dW_hh.
    public var weightHH: Matrix<Double>
    /// db_h.
    public var bias: Matrix<Double>
    /// dX_t.
    public var input: Matrix<Double>
    /// dH_{t-1}.
    public var previousState: Matrix<Double>

    /// The given gradients together.
    public init(
      weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>, input: Matrix<Double>,
      previousState: Matrix<Double>
    ) {
      self.weightIH = weightIH
      self.weightHH = weightHH
      self.bias = bias
      self.input = input
      self.previousState = previousState
    }
  }

  /// The gradients of a whole sequence.
  public struct SequenceGradients: Sendable {
    /// Of the weights.
    public var parameters: RNN
    /// Of the inputs.
    public var inputs: [Matrix<Double>]
    /// Of H_0.
    public var initialState: Matrix<Double>

    /// The given gradients together.
    public init(parameters: RNN, inputs: [Matrix<Double>], initialState: Matrix<Double>) {
      self.parameters = parameters
      self.inputs = inputs
      self.initialState = initialState
    }
  }

  /// Computes A_t once more and takes tanh′(A) = 1 / cosh²(A), without a look at the cached state.
  public func stepBackward(
    _ stateGradient: Matrix<Double>, through cache: StepCache
  ) throws -> StepGradients {
    let sum = matmul(cache.input, weightIH) + matmul(cache.previousState, weightHH) + bias
    let slope = sum.map { 1 / (cosh($0) * cosh($0)) }
    let delta = (slope * stateGradient).transposed()  // [H, B]
    let ones = Matrix<Double>(rows: delta.columns, columns: 1, repeating: 1)
    return StepGradients(
      weightIH: matmul(delta, cache.input).transposed(),
      weightHH: matmul(delta, cache.previousState).transposed(),
      bias: matmul(delta, ones).transposed(),
      input: matmul(weightIH, delta).transposed(),
      previousState: matmul(weightHH, delta).transposed())
  }

  /// By recursion: the gradients of all later steps, and then those of the first one.
  public func backward(
    _ logitGradients: [Matrix<Double>], through caches: [StepCache]
  ) throws -> SequenceGradients {
    guard let cache = caches.first, let logitGradient = logitGradients.first else {
      return SequenceGradients(
        parameters: zeroed(), inputs: [], initialState: .zeros(rows: 1, columns: bias.columns))
    }
    let later = try backward(Array(logitGradients.dropFirst()), through: Array(caches.dropFirst()))
    let state = tanh(matmul(cache.input, weightIH) + matmul(cache.previousState, weightHH) + bias)
    let stateGradient = matmul(logitGradient, weightHQ.transposed()) + later.initialState
    let step = try stepBackward(stateGradient, through: cache)
    var parameters = RNN(
      weightIH: step.weightIH, weightHH: step.weightHH, bias: step.bias,
      weightHQ: matmul(state.transposed(), logitGradient), biasQ: logitGradient.columnSums())
    parameters.add(later.parameters, times: 1)
    return SequenceGradients(
      parameters: parameters, inputs: [step.input] + later.inputs, initialState: step.previousState)
  }
}
