import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// The states and gates of a whole sequence, and gradients that enter at every part of every state.
final class StateSequenceTests: XCTestCase {
  private var generator = SplitMix64(seed: 64)
  private lazy var inputs = randomSequence(&generator)

  private func check<Cell: RecurrentCell>(_ cell: Cell, line: UInt = #line)
  where Cell.Scalar == Double, Cell.State: FlatState {
    for (direction, lengths) in [(Direction.forward, nil), (.backward, nil), (.forward, [3, 5])] {
      let layer = RecurrentLayer(cell, direction: direction)
      let output = layer(inputs, lengths: lengths)
      let states = layer.states(of: output)
      assertClose(states.map(\.hidden), output.hidden, within: 0, "\(Cell.kind)", line: line)
      if lengths == nil {
        let last = states[direction == .forward ? Size.steps - 1 : 0]
        assertClose(last.flat, output.finalState.flat, within: 0, line: line)
      }
      let weights = states.map { $0.random(&generator) }
      func loss(_ layer: RecurrentLayer<Cell>) -> Double {
        zip(layer.states(of: layer(inputs, lengths: lengths)), weights).reduce(0) { $0 + dot($1.0, $1.1) }
      }
      let gradients = layer.backward(stateGradients: weights, through: output)
      assertPass(checkGradients(gradients.parameters, of: loss, at: layer), line: line)
    }
  }

  func testEveryPartOfEveryStateMayHaveAGradient() {
    let (i, h) = (Size.input, Size.hidden)
    check(LSTMCell<Double>(inputSize: i, hiddenSize: h, using: &generator))
    check(PeepholeLSTMCell<Double>(inputSize: i, hiddenSize: h, using: &generator))
    check(GRUCell<Double>(inputSize: i, hiddenSize: h, using: &generator))
  }

  /// Gradients of the hidden states alone are what `backward` takes anyway.
  func testTheHiddenPartIsTheUsualBackwardPass() {
    let layer = LSTM<Double>(LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let output = layer(inputs)
    let hidden = output.hidden.map { randomMatrix($0.rows, $0.columns, &generator) }
    let states = hidden.map { LSTMState(hidden: $0, cell: $0 * 0) }
    let (ours, theirs) = (
      layer.backward(stateGradients: states, through: output), layer.backward(hidden, through: output)
    )
    assertClose(ours.inputs, theirs.inputs, within: 1e-14)
    assertClose(ours.parameters.cell.weightHH, theirs.parameters.cell.weightHH, within: 1e-13)
  }

  /// Each gate of each cell, over a sequence with padding, is the activation of its own sum.
  func testTheGatesOfEveryCell() {
    func check<Cell: GatedCell>(_ cell: Cell, _ candidate: Cell.Gate, sumsArePlain: Bool = true)
    where Cell.Scalar == Double {
      let layer = RecurrentLayer(cell)
      let output = layer(inputs, lengths: [3, 5])
      for gate in Cell.Gate.allCases {
        let values = layer.values(of: gate, in: output)
        XCTAssertEqual(values.map(\.shape), output.hidden.map(\.shape), "\(gate)")
        for step in 3..<Size.steps {
          XCTAssertEqual(values[step].row(0), .zeros(rows: 1, columns: Size.hidden))
        }
        guard sumsArePlain else { continue }
        // At the first step the state is zero, so only the input counts.
        let sum = matmul(inputs[0], cell[gate].weightIH) + cell[gate].bias
        let expected = gate.rawValue == candidate.rawValue ? tanh(sum) : sigmoid(sum)
        assertClose(values[0], expected, within: 1e-14, "\(Cell.kind) \(gate)")
      }
    }
    let (i, h) = (Size.input, Size.hidden)
    check(LSTMCell<Double>(inputSize: i, hiddenSize: h, using: &generator), .candidate)
    check(CoupledLSTMCell<Double>(inputSize: i, hiddenSize: h, using: &generator), .candidate)
    check(GRUCell<Double>(inputSize: i, hiddenSize: h, using: &generator), .candidate)
    check(SimplifiedGRUCell<Double>(inputSize: i, hiddenSize: h, using: &generator), .candidate)
    check(
      PeepholeLSTMCell<Double>(inputSize: i, hiddenSize: h, using: &generator), .candidate,
      sumsArePlain: false)
  }

  /// `C_t = F_t ⊙ C_{t-1} + I_t ⊙ C̃_t`, from what the layer shows.
  func testTheMemoriesFollowFromTheGates() {
    let layer = LSTM<Double>(LSTMCell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator))
    let output = layer(inputs)
    let memories = layer.states(of: output).map(\.cell)
    for step in 1..<Size.steps {
      func gate(_ gate: LSTMCell<Double>.Gate) -> Matrix<Double> { layer.values(of: gate, in: output)[step] }
      assertClose(
        memories[step], gate(.forgetGate) * memories[step - 1] + gate(.inputGate) * gate(.candidate),
        within: 1e-14)
    }
  }
}
