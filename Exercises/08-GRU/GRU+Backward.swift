import CourseSupport
import Foundation
import LinearAlgebra

extension GRU {
  /// Task 4. One step back: from the gradient of H_t to the gradients of all that went into the step.
  ///
  /// A gradient of a loss L by something is written with a d, so dH_t is ∂L/∂H_t and has the shape of H_t.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, [B, H].
  ///   - cache: what the step kept on its way forward.
  ///   - gradient: the gradients of the parameters so far; this step's share is added to what is there.
  /// - Returns: dX_t, [B, I], and dH_{t-1}, [B, H].
  public func backward(
    _ stateGradient: Matrix<Double>, through cache: Cache, adding gradient: inout GRU
  ) throws -> (input: Matrix<Double>, state: Matrix<Double>) {
    // TODO: Task 4, one step backward.
    throw NotImplemented()
  }

  /// Task 5. The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: what forward(_:from:) kept, one cache a step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0, [B, H]; and the gradients of the parameters, summed over all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [Cache]
  ) throws -> (inputs: [Matrix<Double>], initialState: Matrix<Double>, parameters: GRU) {
    // TODO: Task 5, the whole sequence backward.
    throw NotImplemented()
  }
}
