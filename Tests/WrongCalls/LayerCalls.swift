import LinearAlgebra
import RecurrentNetworks

/// A layer's states and gradients: the fused path for three cells, step by step for the others.
func callsOfLayers<Cell: RecurrentCell>(_ cell: Cell.Type) -> [WrongCall] where Cell.Scalar == Double {
  let layer = RecurrentLayer(Cell.example)
  let kind = Cell.kind
  let ofStates = stateChanges(Cell.self).flatMap { name, wrong, state in
    [
      WrongCall("a layer of \(kind) starts from \(name)", stateShape, wrong) {
        _ = layer(inputs, from: state)
      },
      WrongCall("a layer of \(kind) runs backward from \(name)", stateShape, wrong) {
        _ = layer.backward(outputGradients, finalState: state, through: layer(inputs))
      },
      WrongCall("a layer of \(kind) runs backward in windows from \(name)", stateShape, wrong) {
        _ = layer.backward(outputGradients, finalState: state, window: 2, through: layer(inputs))
      },
      WrongCall("a stack of \(kind) starts from \(name)", stateShape, wrong) {
        _ = DeepRNN([layer])(inputs, from: [state])
      },
      WrongCall("a stack of \(kind) runs backward from \(name)", stateShape, wrong) {
        let stack = DeepRNN([layer])
        _ = stack.backward(outputGradients, finalState: [state], through: stack(inputs))
      },
    ]
  }
  return ofStates + sequenceCalls(layer, kind)
}

/// Inputs, lengths and gradients that do not fit each other.
private func sequenceCalls<Cell: RecurrentCell>(_ layer: RecurrentLayer<Cell>, _ kind: String) -> [WrongCall]
where Cell.Scalar == Double {
  func back(_ gradients: [Matrix<Double>]) { _ = layer.backward(gradients, through: layer(inputs)) }
  return [
    WrongCall("a layer of \(kind) reads inputs of another size", MatrixShape(2, 3), MatrixShape(2, 4)) {
      _ = layer(inputs + [numbers(2, 4)])
    },
    WrongCall("a layer of \(kind) reads a shorter batch", MatrixShape(2, 3), MatrixShape(1, 3)) {
      _ = layer(inputs + [numbers(1, 3)])
    },
    WrongCall("a layer of \(kind) gets a length too few", says: ["[5]"]) { _ = layer(inputs, lengths: [5]) },
    WrongCall("a layer of \(kind) gets a length too long", says: ["[5, 6]"]) {
      _ = layer(inputs, lengths: [5, 6])
    },
    WrongCall("a layer of \(kind) gets a length below 0", says: ["[-1, 5]"]) {
      _ = layer(inputs, lengths: [-1, 5])
    },
    WrongCall("a layer of \(kind) gets a gradient too few", says: ["5", "4"]) {
      back(Array(outputGradients.dropLast()))
    },
    WrongCall("a layer of \(kind) gets a row for a gradient", stateShape, MatrixShape(1, 4)) {
      back(outputGradients.dropLast() + [numbers(1, 4)])
    },
    WrongCall("a layer of \(kind) gets a gradient too large", stateShape, MatrixShape(9000, 4)) {
      back([numbers(9000, 4)] + outputGradients.dropFirst())
    },
    WrongCall("a layer of \(kind) gets a window of no steps", says: ["0"]) {
      _ = layer.backward(outputGradients, window: 0, through: layer(inputs))
    },
    WrongCall("a layer of \(kind) runs backward through another's run", says: ["6]", "4]"]) {
      var generator = SplitMix64(seed: 3)
      let other = RecurrentLayer(Cell(inputSize: inputCount, hiddenSize: 6, using: &generator))
      _ = layer.backward((0..<5).map { _ in numbers(2, 6) }, through: other(inputs))
    },
    WrongCall("a layer of \(kind) is queried for a cache after its last step", says: ["5"]) {
      _ = layer(inputs).cache[5]
    },
    WrongCall("the Jacobians of a \(kind) over two sequences", says: ["[1, 3]"]) {
      _ = layer.stateJacobians(over: inputs)
    },
    WrongCall("the Jacobians of a \(kind) from two states", says: ["[2, 4]"]) {
      _ = layer.stateJacobians(
        over: [numbers(1, 3)], from: layer.cell.initialState(batchSize: batchSize))
    },
  ]
}

var layerCalls: [WrongCall] {

  callsOfLayers(RNNCell<Double>.self) + callsOfLayers(LSTMCell<Double>.self)
    + callsOfLayers(GRUCell<Double>.self)
    + callsOfLayers(PeepholeLSTMCell<Double>.self) + callsOfLayers(CoupledLSTMCell<Double>.self)
    + callsOfLayers(SimplifiedGRUCell<Double>.self)
}
