import EarlierUnits
import LinearAlgebra

/// One column at a time: what happens to a small change of one unit.
public func stepJacobian(of layer: RNNLayer, at state: Matrix<Double>) throws -> Matrix<Double> {
  let slopes = state.map { 1 - $0 * $0 }
  let columns = (0..<layer.hiddenSize).map { unit in
    (layer.weightHH.row(unit) * slopes).transposed()  // W_hh[unit, :], from this unit to all
  }
  return concatenate(columns: columns)
}

/// Row by row from the end, as backpropagation does it: each unit's gradient flows backward through all steps.
public func stateJacobians(
  of layer: RNNLayer, over states: [Matrix<Double>]
) throws -> [Matrix<Double>] {
  let identity = Matrix<Double>.identity(layer.hiddenSize)
  let paths = (0..<layer.hiddenSize).map { unit -> [Matrix<Double>] in
    var gradients = [identity.row(unit)]
    for state in states.reversed() {
      let throughTanh = gradients[0] * (1 - state * state)
      gradients.insert(matmul(throughTanh, layer.weightHH.transposed()), at: 0)
    }
    return gradients
  }
  return (0...states.count).map { step in concatenate(rows: paths.map { $0[step] }) }
}

/// With the states of the layer's own cache.
public func gradientNorms(of layer: RNNLayer, over inputs: [Matrix<Double>]) throws -> [Double] {
  let (states, _) = layer.forward(inputs, from: layer.initialState(batchSize: 1))
  var norms = try stateJacobians(of: layer, over: states).map { $0.squaredNorm.squareRoot() }
  norms.reverse()
  return norms
}
