import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class BidirectionalTests: XCTestCase {
  private var generator = SplitMix64(seed: 33)
  private lazy var inputs = randomSequence(&generator)

  private func makeLayer(_ merge: Merge = .concatenated) -> Bidirectional<GRUCell<Double>> {
    Bidirectional(inputSize: Size.input, hiddenSize: Size.hidden, merge: merge, using: &generator)
  }

  func testABackwardLayerIsAForwardLayerOnTheReversedSequence() {
    let forward = makeLayer().forwardLayer
    let backward = RecurrentLayer(forward.cell, direction: .backward)
    let (ours, theirs) = (backward(inputs), forward(inputs.reversed()))
    XCTAssertEqual(ours.hidden, theirs.hidden.reversed())
    XCTAssertEqual(ours.finalState, theirs.finalState)
    assertSequenceGradients(backward)
  }

  func testEachWayOfMerging() {
    for merge in Merge.allCases {
      let layer = makeLayer(merge)
      let output = layer(inputs)
      let (ahead, back) = (layer.forwardLayer(inputs).hidden, layer.backwardLayer(inputs).hidden)
      for step in 0..<Size.steps {
        let expected =
          switch merge {
          case .concatenated: concatenate(columns: [ahead[step], back[step]])
          case .summed: ahead[step] + back[step]
          case .averaged: (ahead[step] + back[step]) * 0.5
          case .multiplied: ahead[step] * back[step]
          case .stacked: concatenate(rows: [ahead[step], back[step]])
          }
        assertClose(output.hidden[step], expected, within: 1e-15, "\(merge)")
      }
      XCTAssertEqual(layer.outputSize, output.hidden[0].columns)
      XCTAssertEqual(layer.outputSize, merge == .concatenated ? 8 : 4)
    }
  }

  func testEveryGradientOfEachMerge() {
    for merge in Merge.allCases { assertSequenceGradients(makeLayer(merge)) }
  }

  /// What a decoder begins with: of an LSTM the hidden states and the memories.
  func testMergedFinalStatesAndTheirGradients() {
    for merge in Merge.allCases {
      let layer = Bidirectional<LSTMCell<Double>>(
        inputSize: Size.input, hiddenSize: Size.hidden, merge: merge, using: &generator)
      let output = layer(inputs)
      let (state, merged) = (output.finalState, layer.mergedFinalState(of: output))
      XCTAssertEqual(merged.hidden, layer.summary(of: output), "\(merge)")
      if merge == .averaged { assertClose(merged.cell, (state.forward.cell + state.backward.cell) * 0.5) }
      if merge == .concatenated {
        XCTAssertEqual(merged.cell, concatenate(columns: [state.forward.cell, state.backward.cell]))
      }

      let weights = merged.random(&generator)
      let silent = output.hidden.map { Matrix<Double>.zeros($0.shape) }
      let gradients = layer.backward(
        silent, finalState: layer.finalStateGradient(ofMerged: weights, through: output), through: output)
      assertPass(
        checkGradients(
          gradients.parameters, of: { dot($0.mergedFinalState(of: $0(inputs)), weights) }, at: layer))
    }
  }

  /// With one cell for both directions: the first becomes last, and the halves are swapped.
  func testTheReversedSequenceGivesTheReversedOutputWithHalvesSwapped() {
    let cell = makeLayer().forwardLayer.cell
    let layer = Bidirectional(forward: cell, backward: cell)
    let swapped = layer(inputs.reversed()).hidden.reversed().map {
      concatenate(columns: [$0.columns(4..<8), $0.columns(0..<4)])
    }
    XCTAssertEqual(layer(inputs).hidden, swapped)
  }

  func testTheFirstOutputKnowsTheLastInput() {
    let layer = makeLayer()
    var changed = inputs
    changed[Size.steps - 1] = inputs[Size.steps - 1] + 1
    let (before, after) = (layer(inputs).hidden[0], layer(changed).hidden[0])
    XCTAssertEqual(before.columns(0..<4), after.columns(0..<4), "the forward half cannot see ahead")
    XCTAssertNotEqual(before.columns(4..<8), after.columns(4..<8))
  }

  func testNoStateIsTheZeroState() {
    let layer = makeLayer()
    let zero = Matrix<Double>.zeros(rows: Size.batch, columns: Size.hidden)
    let state = BidirectionalState(forward: zero, backward: zero)
    XCTAssertEqual(layer(inputs).hidden, layer(inputs, from: state).hidden)
  }

  func testParametersOfBothDirectionsHaveNames() {
    let layer = makeLayer()
    XCTAssertEqual(
      layer.namedParameters.map(\.name),
      ["forward", "backward"].flatMap { side in ["weightIH", "weightHH", "bias"].map { "\(side).\($0)" } })
    XCTAssertEqual(layer.parameterCount, 2 * layer.forwardLayer.parameterCount)
  }
}
