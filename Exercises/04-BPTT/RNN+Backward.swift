import CourseSupport
import Foundation
import LinearAlgebra

/// The backward pass. For any matrix M, `dM` is ∂L/∂M, which has the shape of M.
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
    /// dA_t · W_hhᵀ, [B, H]: the part of dH_{t-1} that this step passes back. The loss of step t - 1 adds its own part.
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

  /// Task 2. One backward step: from the gradient of the new state to the gradients of everything the step used.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, [B, H], the whole of it: from the step's own output and from the next step.
  ///   - cache: the values the step kept in the forward pass.
  /// - Returns: the five gradients; weight and bias gradients are summed over the batch.
  public func stepBackward(
    _ stateGradient: Matrix<Double>, through cache: StepCache
  ) throws -> StepGradients {
    // TODO: Task 2, one backward step.
    throw NotImplemented()
  }

  /// Task 3. Backpropagation through time: the whole sequence, from its last step to its first.
  ///
  /// - Parameters:
  ///   - logitGradients: dZ_1 … dZ_T, each [B, V], as `sequenceLoss` returns them.
  ///   - caches: the values the forward pass kept, one cache per step; at least one.
  /// - Returns: the gradients of all weights, of every input and of H_0.
  public func backward(
    _ logitGradients: [Matrix<Double>], through caches: [StepCache]
  ) throws -> SequenceGradients {
    // TODO: Task 3, the backward pass of a whole sequence.
    throw NotImplemented()
  }
}
