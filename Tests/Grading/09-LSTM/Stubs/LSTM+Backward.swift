import CourseSupport
import Foundation
import LinearAlgebra

extension LSTM {
  /// Task 4. One step back: from the gradients of H_t and C_t to the gradients of all that went into the step.
  ///
  /// A gradient of a loss L by something is written with a d, so dC_t is ∂L/∂C_t. The memory is reached along two
  /// ways: from the later step, which is `stateGradient.cell`, and from H_t, which was made of it.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, and dC_t as far as it comes from the later step, each [B, H].
  ///   - cache: what the step kept on its way forward.
  ///   - gradient: the gradients of the parameters so far; this step's share is added to what is there.
  /// - Returns: dX_t, [B, I], and dH_{t-1} and dC_{t-1}, each [B, H].
  public func backward(
    _ stateGradient: LSTMState, through cache: LSTMCache, adding gradient: inout LSTM
  ) throws -> (input: Matrix<Double>, state: LSTMState) {
    // TODO: Task 4, one step backward.
    throw NotImplemented()
  }

  /// Task 5. The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: what forward(_:from:) kept, one cache a step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0 and dC_0, each [B, H]; and the gradients of the parameters, summed over
  ///   all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [LSTMCache]
  ) throws -> (inputs: [Matrix<Double>], initialState: LSTMState, parameters: LSTM) {
    // TODO: Task 5, the whole sequence backward.
    throw NotImplemented()
  }
}
