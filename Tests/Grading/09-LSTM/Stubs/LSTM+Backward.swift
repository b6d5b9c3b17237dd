import CourseSupport
import Foundation
import LinearAlgebra

extension LSTM {
  /// Task 4. One backward step: from the gradients of H_t and C_t to the gradients of everything the step used.
  ///
  /// A d marks the gradient of a loss L: dC_t is ∂L/∂C_t. The cell state gets its gradient along two paths:
  /// `stateGradient.cell` from the next step, and the path through H_t, which was computed from C_t.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, and the part of dC_t from the next step, each [B, H].
  ///   - cache: the values the step cached in the forward pass.
  ///   - gradient: the parameter gradients so far; this step's share is added to them.
  /// - Returns: dX_t, [B, I], and dH_{t-1} and dC_{t-1}, each [B, H].
  public func backward(
    _ stateGradient: LSTMState, through cache: LSTMCache, adding gradient: inout LSTM
  ) throws -> (input: Matrix<Double>, state: LSTMState) {
    // TODO: Task 4, one backward step.
    throw NotImplemented()
  }

  /// Task 5. The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: the caches of forward(_:from:), one per step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0 and dC_0, each [B, H]; and the gradients of the parameters, summed over
  ///   all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [LSTMCache]
  ) throws -> (inputs: [Matrix<Double>], initialState: LSTMState, parameters: LSTM) {
    // TODO: Task 5, the whole sequence backward.
    throw NotImplemented()
  }
}
