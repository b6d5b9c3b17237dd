import CourseSupport
import Foundation
import LinearAlgebra

/// The way back. `dA` stands for ∂L/∂A, which has the shape of A.
extension RNN {
  /// The gradients of one step.
  public struct StepGradients: Sendable {
    /// dW_xh, [I, H].
    public var weightIH: Matrix<Double>
    /// dW_hh, [H, H].
    public var weightHH: Matrix<Double>
    /// db_h, [1, H].
    public var bias: Matrix<Double>
    /// dX_t, [B, I].
    public var input: Matrix<Double>
    /// dH_{t-1}, [B, H]: what this step passes on to the one before it.
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
    /// A network whose weights are the gradients: `parameters.weightHH` is dW_hh, and so on.
    public var parameters: RNN
    /// dX_1 … dX_T, each [B, I].
    public var inputs: [Matrix<Double>]
    /// dH_0, [B, H].
    public var initialState: Matrix<Double>

    /// The given gradients together.
    public init(parameters: RNN, inputs: [Matrix<Double>], initialState: Matrix<Double>) {
      self.parameters = parameters
      self.inputs = inputs
      self.initialState = initialState
    }
  }

  /// Task 2. One step back: from the gradient of the state that the step made to everything that it was made of.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, [B, H], all of it: from the step's own output and from the steps after it.
  ///   - cache: what the step kept on its way forward.
  /// - Returns: the five gradients, those of weights and bias summed over the batch.
  public func stepBackward(
    _ stateGradient: Matrix<Double>, through cache: StepCache
  ) throws -> StepGradients {
    // TODO: Task 2, one step back.
    throw NotImplemented()
  }

  /// Task 3. Backpropagation through time: the whole sequence, from its last step to its first.
  ///
  /// - Parameters:
  ///   - logitGradients: dZ_1 … dZ_T, each [B, V], as `sequenceLoss` gives them.
  ///   - caches: what the forward pass kept, one a step; at least one.
  /// - Returns: the gradients of all weights, of every input and of H_0.
  public func backward(
    _ logitGradients: [Matrix<Double>], through caches: [StepCache]
  ) throws -> SequenceGradients {
    // TODO: Task 3, the whole sequence back.
    throw NotImplemented()
  }
}
