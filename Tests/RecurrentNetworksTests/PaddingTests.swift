import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Sequences of different lengths in one batch.
final class PaddingTests: XCTestCase {
  private var generator = SplitMix64(seed: 31)
  private lazy var inputs = randomSequence(&generator)
  private let lengths = [3, 5]

  private func makeCell() -> LSTMCell<Double> {
    LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
  }

  /// Each sequence of the batch on its own, without its padding, has the same outputs and final states.
  private func assertSameOneByOne<Layer: SequenceLayer>(_ layer: Layer)
  where Layer.Scalar == Double, Layer.State: FlatState {
    let together = layer(inputs, from: nil, lengths: lengths)
    for (row, length) in lengths.enumerated() {
      let alone = layer(inputs.prefix(length).map { $0.row(row) }, from: nil, lengths: nil)
      assertClose(together.hidden.prefix(length).map { $0.row(row) }, alone.hidden)
      assertClose(together.finalState.flat.map { $0.row(row) }, alone.finalState.flat)
      for hidden in together.hidden.dropFirst(length) {
        XCTAssertEqual(hidden.row(row), .zeros(rows: 1, columns: layer.outputSize))
      }
    }
  }

  func testAPaddedBatchIsItsSequencesOneByOne() {
    assertSameOneByOne(RecurrentLayer(makeCell()))
    assertSameOneByOne(RecurrentLayer(makeCell(), direction: .backward))
    assertSameOneByOne(Bidirectional(forward: makeCell(), backward: makeCell()))
    assertSameOneByOne(
      DeepRNN<Bidirectional<GRUCell<Double>>>(
        inputSize: Size.input, hiddenSize: Size.hidden, layerCount: 2, using: &generator))
  }

  func testEveryGradientWithPadding() {
    for direction in Direction.allCases {
      assertSequenceGradients(RecurrentLayer(makeCell(), direction: direction), lengths: lengths)
    }
    assertSequenceGradients(
      DeepRNN<Bidirectional<GRUCell<Double>>>(
        inputSize: Size.input, hiddenSize: Size.hidden, layerCount: 2, using: &generator), lengths: lengths)
  }

  /// The contents of the padding reach nothing, not even NaN.
  func testThePaddingDoesNotMatter() {
    let layer = Bidirectional(forward: makeCell(), backward: makeCell())
    var spoilt = inputs
    for step in 3..<Size.steps {
      for column in 0..<Size.input { spoilt[step][0, column] = .nan }
    }
    let (clean, dirty) = (layer(inputs, lengths: lengths), layer(spoilt, lengths: lengths))
    XCTAssertEqual(clean.hidden, dirty.hidden)
    XCTAssertEqual(clean.finalState, dirty.finalState)
    let weights = clean.hidden.map { randomMatrix($0.rows, $0.columns, &generator) }
    let ours = layer.backward(weights, through: dirty)
    assertClose(ours.parameters, layer.backward(weights, through: clean).parameters, within: 0)
    for step in 3..<Size.steps { XCTAssertEqual(ours.inputs[step].row(0).norm, 0) }
  }

  func testASequenceOfNoStepsKeepsItsState() {
    let layer = RecurrentLayer(makeCell())
    let state = randomState(of: layer.cell, &generator)
    let output = layer(inputs, from: state, lengths: [0, 5])
    XCTAssertEqual(output.finalState.cell.row(0), state.cell.row(0))
    XCTAssertEqual(output.finalState.hidden.row(0), state.hidden.row(0))
    XCTAssertNotEqual(output.finalState.hidden.row(1), state.hidden.row(1))
  }

  func testFullLengthsChangeNothing() {
    let layer = RecurrentLayer(makeCell())
    let (full, plain) = (layer(inputs, lengths: [5, 5]), layer(inputs))
    XCTAssertEqual(full.hidden, plain.hidden)
    XCTAssertEqual(full.finalState, plain.finalState)
  }
}
