import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Truncated backpropagation through time.
final class TruncationTests: XCTestCase {
  private var generator = SplitMix64(seed: 32)
  private lazy var layer = LSTM<Double>(
    LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
  private lazy var inputs = randomSequence(&generator)
  private lazy var state = randomState(of: layer.cell, &generator)
  private lazy var weights = inputs.map { _ in randomMatrix(Size.batch, Size.hidden, &generator) }
  private lazy var finalWeights = randomState(of: layer.cell, &generator)

  func testAWindowOfAllStepsCutsNothing() {
    let output = layer(inputs, from: state)
    let full = layer.backward(weights, finalState: finalWeights, through: output)
    for window in [Size.steps, Size.steps + 3] {
      let cut = layer.backward(weights, finalState: finalWeights, window: window, through: output)
      assertClose(cut.parameters, full.parameters, within: 0)
      assertClose(cut.inputs, full.inputs, within: 0)
      XCTAssertEqual(cut.initialState, full.initialState)
    }
  }

  /// Each window on its own, from the state that the one before it left: T = 5 in windows of 2, 2 and 1 steps.
  func testWindowsAreSequencesThatTakeTheirFirstStateAsAConstant() {
    let cut = layer.backward(
      weights, finalState: finalWeights, window: 2, through: layer(inputs, from: state))
    var carried = state
    var sum = layer.zeroed()
    var byInput: [Matrix<Double>] = []
    for start in [0, 2, 4] {
      let window = start..<min(start + 2, Size.steps)
      let output = layer(Array(inputs[window]), from: carried)
      let isLast = window.upperBound == Size.steps
      let gradients = layer.backward(
        Array(weights[window]), finalState: isLast ? finalWeights : nil, through: output)
      sum.add(gradients.parameters, times: 1)
      byInput += gradients.inputs
      if start == 0 { assertClose(cut.initialState.flat, gradients.initialState.flat) }
      carried = output.finalState
    }
    assertClose(cut.parameters, sum)
    assertClose(cut.inputs, byInput)
    let full = layer.backward(weights, finalState: finalWeights, through: layer(inputs, from: state))
    XCTAssertGreaterThan((full.parameters.cell.weightHH - sum.cell.weightHH).norm, 1e-3)
  }

  func testABackwardLayerCountsItsWindowsFromTheLastStep() {
    let backward = RecurrentLayer(layer.cell, direction: .backward)
    let ours = backward.backward(weights, window: 2, through: backward(inputs, from: state))
    let theirs = layer.backward(
      weights.reversed(), window: 2, through: layer(inputs.reversed(), from: state))
    assertClose(ours.parameters.cell, theirs.parameters.cell)
    assertClose(ours.inputs, theirs.inputs.reversed())
  }
}
