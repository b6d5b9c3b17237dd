import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// A state of any layer as a flat list of matrices, so one check serves all layers.
protocol FlatState {
  var flat: [Matrix<Double>] { get }
  /// The state of the same form that takes its matrices from the front of `list`.
  func taking(from list: inout [Matrix<Double>]) -> Self
}

extension Matrix: FlatState where Scalar == Double {
  var flat: [Matrix<Double>] { [self] }
  func taking(from list: inout [Matrix<Double>]) -> Matrix { list.removeFirst() }
}

extension LSTMState: FlatState where Scalar == Double {
  var flat: [Matrix<Double>] { [hidden, cell] }
  func taking(from list: inout [Matrix<Double>]) -> LSTMState {
    let hidden = list.removeFirst()
    return LSTMState(hidden: hidden, cell: list.removeFirst())
  }
}

extension BidirectionalState: FlatState where State: FlatState {
  var flat: [Matrix<Double>] { forward.flat + backward.flat }
  func taking(from list: inout [Matrix<Double>]) -> BidirectionalState {
    let first = forward.taking(from: &list)
    return BidirectionalState(forward: first, backward: backward.taking(from: &list))
  }
}

extension Array: FlatState where Element: FlatState {
  var flat: [Matrix<Double>] { flatMap(\.flat) }
  func taking(from list: inout [Matrix<Double>]) -> [Element] { map { $0.taking(from: &list) } }
}

extension FlatState {
  func with(_ matrices: [Matrix<Double>]) -> Self {
    var list = matrices
    return taking(from: &list)
  }

  func random(_ generator: inout SplitMix64) -> Self {
    with(flat.map { randomMatrix($0.rows, $0.columns, &generator) })
  }
}

/// Every gradient of a layer over a sequence: parameters, inputs and initial state, where the loss weighs every
/// output and every part of the final state by a random number.
func assertSequenceGradients<Layer: SequenceLayer>(
  _ layer: Layer, lengths: [Int]? = nil, seed: UInt64 = 21, file: StaticString = #filePath, line: UInt = #line
) where Layer.Scalar == Double, Layer.State: FlatState {
  var generator = SplitMix64(seed: seed)
  let inputs = randomSequence(&generator)
  let first = layer(inputs, from: nil, lengths: lengths)
  let state = first.finalState.random(&generator)
  let stateWeights = first.finalState.random(&generator)
  let weights = first.hidden.map { randomMatrix($0.rows, $0.columns, &generator) }

  func loss(_ layer: Layer, _ inputs: [Matrix<Double>], _ state: Layer.State) -> Double {
    let output = layer(inputs, from: state, lengths: lengths)
    let byOutput = zip(output.hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) }
    return zip(output.finalState.flat, stateWeights.flat).reduce(byOutput) { $0 + $1.0.dot($1.1) }
  }

  let gradients = layer.backward(
    weights, finalState: stateWeights, through: layer(inputs, from: state, lengths: lengths))
  var checks = checkGradients(gradients.parameters, of: { loss($0, inputs, state) }, at: layer)
  for step in inputs.indices {
    let numeric = numericGradient(
      of: { loss(layer, replacing(inputs, step, by: $0), state) }, at: inputs[step])
    checks.append(GradientCheck.compare(gradients.inputs[step], numeric, named: "input \(step)"))
  }
  for (part, analytic) in gradients.initialState.flat.enumerated() {
    let numeric = numericGradient(
      of: { loss(layer, inputs, state.with(replacing(state.flat, part, by: $0))) }, at: state.flat[part])
    checks.append(GradientCheck.compare(analytic, numeric, named: "initial state, part \(part)"))
  }
  assertPass(checks, file: file, line: line)
}

private func replacing<Element>(_ list: [Element], _ index: Int, by element: Element) -> [Element] {
  var result = list
  result[index] = element
  return result
}
