import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class RecurrentLayerTests: XCTestCase {
  private var generator = SplitMix64(seed: 4)
  private lazy var layer = RNN<Double>(
    RNNCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
  private lazy var inputs = randomSequence(&generator)
  private lazy var initialState = randomMatrix(Size.batch, Size.hidden, &generator)
  /// The weights of each `H_t` in the loss, and of the final state.
  private lazy var weights = (0...Size.steps).map { _ in randomMatrix(Size.batch, Size.hidden, &generator) }

  private func loss(_ layer: RNN<Double>, _ inputs: [Matrix<Double>], _ state: Matrix<Double>) -> Double {
    let output = layer(inputs, from: state)
    return zip(output.hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) }
      + output.finalState.dot(weights.last!)
  }

  func testTheLayerIsTheCellStepByStep() {
    var state = initialState
    let output = layer(inputs, from: initialState)
    XCTAssertEqual(output.hidden.count, Size.steps)
    for (input, hidden) in zip(inputs, output.hidden) {
      state = layer.cell.step(input, from: state).state
      assertClose(hidden, state, within: 1e-14)
    }
    assertClose(output.finalState, state, within: 1e-14)
  }

  func testNoStateIsTheZeroState() {
    let zero = Matrix<Double>.zeros(rows: Size.batch, columns: Size.hidden)
    XCTAssertEqual(layer(inputs).hidden, layer(inputs, from: zero).hidden)
    XCTAssertNotEqual(layer(inputs).hidden, layer(inputs, from: initialState).hidden)
  }

  func testASequenceInTwoPartsIsTheSequence() {
    let first = layer(Array(inputs[..<2]), from: initialState)
    let second = layer(Array(inputs[2...]), from: first.finalState)
    XCTAssertEqual(first.hidden + second.hidden, layer(inputs, from: initialState).hidden)
  }

  func testSequencesOfABatchDoNotMeet() {
    let alone = layer(inputs.map { $0.row(1) }, from: initialState.row(1))
    for (single, both) in zip(alone.hidden, layer(inputs, from: initialState).hidden) {
      assertClose(single, both.row(1))
    }
  }

  func testEveryGradientThroughTime() {
    let output = layer(inputs, from: initialState)
    let gradients = layer.backward(
      Array(weights.prefix(Size.steps)), finalState: weights.last!, through: output)
    assertPass(
      checkGradients(gradients.parameters, of: { self.loss($0, self.inputs, self.initialState) }, at: layer))
    let byState = numericGradient(of: { loss(layer, inputs, $0) }, at: initialState)
    assertPass([GradientCheck.compare(gradients.initialState, byState, named: "initial state")])
    for step in 0..<Size.steps {
      let byInput = numericGradient(
        of: { moved in
          var all = inputs
          all[step] = moved
          return loss(layer, all, initialState)
        }, at: inputs[step])
      assertPass([GradientCheck.compare(gradients.inputs[step], byInput, named: "input \(step)")])
    }
  }

  func testWithoutStepsTheStateStays() {
    let output = layer([], from: initialState)
    XCTAssertEqual(output.finalState, initialState)
    let gradients = layer.backward([], finalState: weights[0], through: output)
    XCTAssertEqual(gradients.initialState, weights[0])
    XCTAssertEqual(gradients.parameters.globalNorm, 0)
  }

  /// Gradients are linear in the output gradients: the backward pass of a sum is the sum of the backward
  /// passes.
  func testBackpropagationIsLinear() {
    let output = layer(inputs, from: initialState)
    let (a, b) = (Array(weights.prefix(Size.steps)), Array(weights.suffix(Size.steps)))
    var sum = layer.backward(a, through: output).parameters
    sum.add(layer.backward(b, through: output).parameters, times: 1)
    let together = layer.backward(zip(a, b).map { $0 + $1 }, through: output).parameters
    for (name, path) in layer.namedParameters {
      assertClose(sum[keyPath: path], together[keyPath: path], within: 1e-12, name)
    }
  }

  func testTrainingPrecisionAgreesWithCheckingPrecision() {
    let cell = layer.cell
    func single(_ matrix: Matrix<Double>) -> Matrix<Float> {
      Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(Float.init))
    }
    let floatLayer = RNN<Float>(
      RNNCell(weightIH: single(cell.weightIH), weightHH: single(cell.weightHH), bias: single(cell.bias)))
    let output = layer(inputs, from: initialState)
    let floats = floatLayer(inputs.map(single), from: single(initialState))
    let exact = layer.backward(Array(weights.prefix(Size.steps)), through: output).parameters
    let rounded = floatLayer.backward(weights.prefix(Size.steps).map(single), through: floats).parameters
    for (exactParameter, roundedParameter) in zip(layer.namedParameters, floatLayer.namedParameters) {
      let largest = exact[keyPath: exactParameter.path].map(abs).maximum()
      for (x, y) in zip(
        exact[keyPath: exactParameter.path].elements, rounded[keyPath: roundedParameter.path].elements)
      {
        XCTAssertEqual(x, Double(y), accuracy: 5e-6 * largest, exactParameter.name)
      }
    }
  }
}
