import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Masks with gaps: steps inside a sequence that are passed over.
final class StepMaskTests: XCTestCase {
  private var generator = SplitMix64(seed: 63)
  private lazy var inputs = randomSequence(&generator)
  /// Row 0 has a gap at the beginning and one inside, row 1 one inside and one at the end.
  private let mask = StepMask([
    [false, true], [true, false], [false, false], [true, true], [true, false],
  ])

  /// A step that is masked keeps the state: the cell's own steps, taken only where a step is real.
  func testAMaskedStepKeepsTheState() {
    let cell = LSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    for direction in Direction.allCases {
      let output = RecurrentLayer(cell, direction: direction)(inputs, mask: mask)
      var state = cell.initialState(batchSize: Size.batch)
      let order = direction == .forward ? Array(0..<Size.steps) : (0..<Size.steps).reversed()
      for step in order {
        let next = cell.step(inputs[step], from: state).state
        for row in 0..<Size.batch {
          guard mask.steps[step][row] else {
            XCTAssertEqual(output.hidden[step].row(row), .zeros(rows: 1, columns: Size.hidden))
            continue
          }
          assertClose(output.hidden[step].row(row), next.hidden.row(row), within: 1e-14)
          for column in 0..<Size.hidden {
            state.hidden[row, column] = next.hidden[row, column]
            state.cell[row, column] = next.cell[row, column]
          }
        }
      }
      assertClose(output.finalState.flat, state.flat, within: 1e-14)
    }
  }

  func testWithoutGapsItIsTheLengths() {
    let layer = GRU<Double>(GRUCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let lengths = [3, 5]
    let ends = StepMask((0..<Size.steps).map { step in lengths.map { step < $0 } })
    XCTAssertEqual(ends.lengths, lengths)
    let (masked, plain) = (layer(inputs, mask: ends), layer(inputs, lengths: lengths))
    XCTAssertEqual(masked.hidden, plain.hidden)
    XCTAssertEqual(masked.finalState, plain.finalState)
  }

  private func assertGradients<Layer: SequenceLayer>(_ layer: Layer, line: UInt = #line)
  where Layer.Scalar == Double, Layer.State: FlatState {
    let first = layer(inputs, mask: mask)
    let state = first.finalState.random(&generator)
    let stateWeights = first.finalState.random(&generator)
    let weights = first.hidden.map { randomMatrix($0.rows, $0.columns, &generator) }
    func loss(_ layer: Layer, _ inputs: [Matrix<Double>], _ state: Layer.State) -> Double {
      let output = layer(inputs, from: state, mask: mask)
      let byOutput = zip(output.hidden, weights).reduce(0) { $0 + $1.0.dot($1.1) }
      return zip(output.finalState.flat, stateWeights.flat).reduce(byOutput) { $0 + $1.0.dot($1.1) }
    }
    let gradients = layer.backward(
      weights, finalState: stateWeights, through: layer(inputs, from: state, mask: mask))
    var checks = checkGradients(gradients.parameters, of: { loss($0, inputs, state) }, at: layer)
    for step in inputs.indices {
      let numeric = numericGradient(
        of: { moved in
          var all = inputs
          all[step] = moved
          return loss(layer, all, state)
        }, at: inputs[step])
      checks.append(GradientCheck.compare(gradients.inputs[step], numeric, named: "input \(step)"))
    }
    for (part, analytic) in gradients.initialState.flat.enumerated() {
      let numeric = numericGradient(
        of: { moved in
          var all = state.flat
          all[part] = moved
          return loss(layer, inputs, state.with(all))
        }, at: state.flat[part])
      checks.append(GradientCheck.compare(analytic, numeric, named: "initial state, part \(part)"))
    }
    assertPass(checks, line: line)
  }

  func testEveryGradientOfEveryKindOfLayer() {
    let cell = LSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    for direction in Direction.allCases { assertGradients(RecurrentLayer(cell, direction: direction)) }
    assertGradients(
      DeepRNN<Bidirectional<GRUCell<Double>>>(
        inputSize: Size.input, hiddenSize: Size.hidden, layerCount: 2, using: &generator))
    assertGradients(
      RecurrentLayer(
        PeepholeLSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)))
  }

  /// What stands at a masked step reaches nothing, not even if it is no number.
  func testWhatIsMaskedDoesNotMatter() {
    let layer = Bidirectional<LSTMCell<Double>>(
      inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    var strange = inputs
    for step in 0..<Size.steps {
      for row in 0..<Size.batch where !mask.steps[step][row] { strange[step][row, 0] = .nan }
    }
    XCTAssertEqual(layer(strange, mask: mask).hidden, layer(inputs, mask: mask).hidden)
  }
}
