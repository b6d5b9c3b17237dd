import EarlierUnits
import LinearAlgebra

/// A diagonal matrix times the transposed weight.
public func stepJacobian(of layer: RNNLayer, at state: Matrix<Double>) throws -> Matrix<Double> {
  let diagonal = Matrix<Double>.identity(state.columns) * (1 - state * state)
  return matmul(diagonal, layer.weightHH, transposingSecond: true)
}

/// By recursion: the first step is the rightmost factor.
public func stateJacobians(
  of layer: RNNLayer, over states: [Matrix<Double>]
) throws -> [Matrix<Double>] {
  guard let first = states.first else { return [.identity(layer.hiddenSize)] }
  let later = try stateJacobians(of: layer, over: Array(states.dropFirst()))
  return [matmul(later[0], try stepJacobian(of: layer, at: first))] + later
}

/// By sums of squares.
public func gradientNorms(of layer: RNNLayer, over inputs: [Matrix<Double>]) throws -> [Double] {
  let states = inputs.reduce(into: [layer.initialState(batchSize: 1)]) { states, input in
    states.append(layer.step(input, from: states[states.count - 1]))
  }
  let jacobians = try stateJacobians(of: layer, over: Array(states.dropFirst()))
  return jacobians.map { ($0 * $0).sum().squareRoot() }.reversed()
}
