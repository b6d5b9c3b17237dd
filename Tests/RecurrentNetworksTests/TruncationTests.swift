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

  /// Each window on its own, from the state the previous one left: T = 5 in windows of 2, 2 and 1 steps.
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

  /// Window borders fall in the padding of a short sequence, whose final state still has a gradient: every
  /// row's gradients are those of the sequence by itself.
  private func assertShortSequencesAreCutAsAlone<Cell: RecurrentCell>(_ cell: Cell, line: UInt = #line)
  where Cell.Scalar == Double, Cell.State: FlatState {
    let final = cell.initialState(batchSize: Size.batch).random(&generator)
    let layer = RecurrentLayer(cell)
    for lengths in [[1, 5], [2, 4], [3, 1], [5, 2]] {
      for window in 1...5 {
        let both = layer.backward(
          weights, finalState: final, window: window, through: layer(inputs, lengths: lengths))
        var sum = layer.zeroed()
        for (row, length) in lengths.enumerated() {
          let alone = layer.backward(
            weights[..<length].map { $0.row(row) }, finalState: final.with(final.flat.map { $0.row(row) }),
            window: window, through: layer(inputs[..<length].map { $0.row(row) }))
          sum.add(alone.parameters, times: 1)
          assertClose(both.inputs[..<length].map { $0.row(row) }, alone.inputs, line: line)
          assertClose(both.initialState.flat.map { $0.row(row) }, alone.initialState.flat, line: line)
        }
        assertClose(both.parameters, sum, line: line)
      }
    }
  }

  func testTheFinalStatesGradientPassesThroughPadding() {
    assertShortSequencesAreCutAsAlone(layer.cell)
    assertShortSequencesAreCutAsAlone(
      GRUCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    assertShortSequencesAreCutAsAlone(
      RNNCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    // A cell that takes step after step.
    assertShortSequencesAreCutAsAlone(
      CoupledLSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
  }
}
