import CourseSupport
import Foundation
import LinearAlgebra

extension GRU {
  /// Task 4. One backward step: from the gradient of H_t to the gradients of everything the step used.
  ///
  /// A d marks the gradient of a loss L: dH_t is ∂L/∂H_t and has the shape of H_t.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, [B, H].
  ///   - cache: the values the step cached in the forward pass.
  ///   - gradient: the parameter gradients so far; this step's share is added to them.
  /// - Returns: dX_t, [B, I], and dH_{t-1}, [B, H].
  public func backward(
    _ stateGradient: Matrix<Double>, through cache: Cache, adding gradient: inout GRU
  ) throws -> (input: Matrix<Double>, state: Matrix<Double>) {
    // TODO: Task 4, one backward step.
    throw NotImplemented()
  }

  /// Task 5. The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: the caches of forward(_:from:), one per step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0, [B, H]; and the gradients of the parameters, summed over all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [Cache]
  ) throws -> (inputs: [Matrix<Double>], initialState: Matrix<Double>, parameters: GRU) {
    // TODO: Task 5, the whole sequence backward.
    throw NotImplemented()
  }
}
