import EarlierUnits
import LinearAlgebra

/// One number at a time.
public func stepJacobian(of layer: RNNLayer, at state: Matrix<Double>) throws -> Matrix<Double> {
  var jacobian = Matrix<Double>.zeros(rows: layer.hiddenSize, columns: layer.hiddenSize)
  for to in 0..<layer.hiddenSize {
    for from in 0..<layer.hiddenSize {
      jacobian[to, from] = (1 - state[0, to]) * (1 + state[0, to]) * layer.weightHH[from, to]
    }
  }
  return jacobian
}

/// Computes each product from the start, although most of it was computed before.
public func stateJacobians(
  of layer: RNNLayer, over states: [Matrix<Double>]
) throws -> [Matrix<Double>] {
  var jacobians: [Matrix<Double>] = []
  for start in 0...states.count {
    var product = Matrix<Double>.identity(layer.hiddenSize)
    for step in start..<states.count {
      product = matmul(try stepJacobian(of: layer, at: states[step]), product)
    }
    jacobians.append(product)
  }
  return jacobians
}

/// The steps forward one by one, and the norms from the last to the first.
public func gradientNorms(of layer: RNNLayer, over inputs: [Matrix<Double>]) throws -> [Double] {
  var states: [Matrix<Double>] = []
  var state = Matrix<Double>.zeros(rows: 1, columns: layer.hiddenSize)
  for input in inputs {
    state = layer.step(input, from: state)
    states.append(state)
  }
  let jacobians = try stateJacobians(of: layer, over: states)
  var norms: [Double] = []
  for index in stride(from: jacobians.count - 1, through: 0, by: -1) {
    norms.append(jacobians[index].elements.reduce(0) { $0 + $1 * $1 }.squareRoot())
  }
  return norms
}
