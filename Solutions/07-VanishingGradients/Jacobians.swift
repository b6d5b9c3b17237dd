import EarlierUnits
import LinearAlgebra

/// Task 3. The Jacobian of one step, `∂H_t/∂H_{t-1}`: how each number of the new state depends on each of the old one.
///
/// - Parameters:
///   - layer: a tanh layer, `H_t = tanh(X_t W_xh + H_{t-1} W_hh + b_h)`.
///   - state: H_t of one sequence, [1, H], the state *after* the step.
/// - Returns: [H, H]; element [j, k] is `∂H_t[j] / ∂H_{t-1}[k]`.
public func stepJacobian(of layer: RNNLayer, at state: Matrix<Double>) throws -> Matrix<Double> {
  // W_hh[k, j] leads from unit k to unit j, so it belongs at [j, k]; row j is then scaled by the slope of unit j's
  // tanh.
  let slopes = (1 - state * state).transposed()  // [H, 1]
  return layer.weightHH.transposed() * slopes  // [H, H] times a column: row by row
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
  var product = Matrix<Double>.identity(layer.hiddenSize)
  var jacobians = [product]
  for state in states.reversed() {
    product = matmul(product, try stepJacobian(of: layer, at: state))  // earlier steps go on the right
    jacobians.append(product)
  }
  return jacobians.reversed()
}

/// Task 4. The measurement: how much of a gradient at the last state arrives k steps earlier, for k = 0 … T.
///
/// - Parameters:
///   - layer: a tanh layer.
///   - inputs: X_1 … X_T of one sequence, each [1, I].
/// - Returns: T + 1 norms √Σ J², the norm of ∂H_T/∂H_{T-k} at index k; the sequence starts from the zero state.
public func gradientNorms(of layer: RNNLayer, over inputs: [Matrix<Double>]) throws -> [Double] {
  let states = layer.forward(inputs, from: layer.initialState(batchSize: 1)).states
  return try stateJacobians(of: layer, over: states).reversed().map(\.norm)
}
