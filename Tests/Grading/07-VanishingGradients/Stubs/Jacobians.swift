import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Task 3. The Jacobian of one step, `∂H_t/∂H_{t-1}`: how each number of the new state depends on each of the old one.
///
/// - Parameters:
///   - layer: a tanh layer, `H_t = tanh(X_t W_xh + H_{t-1} W_hh + b_h)`.
///   - state: H_t of one sequence, [1, H], the state *after* the step.
/// - Returns: [H, H]; element [j, k] is `∂H_t[j] / ∂H_{t-1}[k]`.
public func stepJacobian(of layer: RNNLayer, at state: Matrix<Double>) throws -> Matrix<Double> {
  // TODO: Task 3, the Jacobian of a step.
  throw NotImplemented()
}

/// Task 4. The Jacobians of the last state, `∂H_T/∂H_t` for t = 0 … T: products of the Jacobians of the steps.
///
///     ∂H_T/∂H_t = J_T · J_{T-1} · … · J_{t+1}, with J_t = ∂H_t/∂H_{t-1}
///
/// - Parameters:
///   - layer: a tanh layer.
///   - states: H_1 … H_T of one sequence, each [1, H].
/// - Returns: T + 1 matrices [H, H]; the last is ∂H_T/∂H_T, the identity.
public func stateJacobians(
  of layer: RNNLayer, over states: [Matrix<Double>]
) throws -> [Matrix<Double>] {
  // TODO: Task 4, the gradient over distance (part 1 of 2).
  throw NotImplemented()
}

/// Task 4. The measurement: how much of a gradient at the last state arrives k steps earlier, for k = 0 … T.
///
/// - Parameters:
///   - layer: a tanh layer.
///   - inputs: X_1 … X_T of one sequence, each [1, I].
/// - Returns: T + 1 norms √Σ J², the norm of ∂H_T/∂H_{T-k} at index k; the sequence starts from the zero state.
public func gradientNorms(of layer: RNNLayer, over inputs: [Matrix<Double>]) throws -> [Double] {
  // TODO: Task 4, the gradient over distance (part 2 of 2).
  throw NotImplemented()
}
