import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class LSTMCellTests: XCTestCase {
  private var generator = SplitMix64(seed: 9)
  private lazy var cell = LSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
  private lazy var x = randomMatrix(Size.batch, Size.input, &generator)
  private lazy var state = randomState(of: cell, &generator)

  /// The documented equations, one number at a time.
  private func slowStep(_ cell: LSTMCell<Double>) -> LSTMState<Double> {
    var next = cell.initialState(batchSize: Size.batch)
    for b in 0..<Size.batch {
      for h in 0..<Size.hidden {
        func sum(_ gate: LSTMCell<Double>.Gate) -> Double { slowSum(cell[gate], x, state.hidden, b, h) }
        let written = logistic(sum(.inputGate)) * Foundation.tanh(sum(.candidate))
        let c = logistic(sum(.forgetGate)) * state.cell[b, h] + written
        let shown = cell.outputActivation == .tanh ? Foundation.tanh(c) : c
        next.cell[b, h] = c
        next.hidden[b, h] = logistic(sum(.outputGate)) * shown
      }
    }
    return next
  }

  func testAStepIsTheDocumentedEquation() {
    for activation in OutputActivation.allCases {
      let cell = LSTMCell<Double>(
        inputSize: Size.input, hiddenSize: Size.hidden, outputActivation: activation, using: &generator)
      let next = cell.step(x, from: state).state
      assertClose(next.hidden, slowStep(cell).hidden, within: 1e-13, "\(activation)")
      assertClose(next.cell, slowStep(cell).cell, within: 1e-13, "\(activation)")
    }
  }

  /// The candidate is multiplied only by the input gate: `F ⊙ C + I ⊙ C̃`, and not `(F ⊙ C + I) ⊙ C̃`.
  func testTheMemoryIsForgetTimesCellPlusInputTimesCandidate() {
    let (next, cache) = cell.step(x, from: state)
    assertClose(next.cell, cache.forgetGate * state.cell + cache.inputGate * cache.candidate)
    let mistaken = (cache.forgetGate * state.cell + cache.inputGate) * cache.candidate
    XCTAssertGreaterThan((next.cell - mistaken).norm, 0.1)
    // By hand: F = I = O = σ(0) = ½, C̃ = tanh(0) = 0, C = 2. The mistaken form would lose the whole cell
    // state.
    let silent = LSTMCell<Double>(
      weightIH: .zeros(rows: 1, columns: 4), weightHH: .zeros(rows: 1, columns: 4), bias: [[0, 0, 0, 0]])
    let kept = silent.step([[5]], from: LSTMState(hidden: [[3]], cell: [[2]])).state
    XCTAssertEqual(kept.cell, [[1]])
    assertClose(kept.hidden, [[0.5 * Foundation.tanh(1)]])
  }

  func testEveryGradientOfAStep() {
    for activation in OutputActivation.allCases {
      assertStepGradients(
        LSTMCell<Double>(
          inputSize: Size.input, hiddenSize: Size.hidden, outputActivation: activation, using: &generator))
    }
    assertBackwardAccumulates(cell)
  }

  func testNoStateIsZeroOfTheHiddenSize() {
    let zero = Matrix<Double>.zeros(rows: Size.batch, columns: Size.hidden)
    XCTAssertEqual(cell.initialState(batchSize: Size.batch), LSTMState(hidden: zero, cell: zero))
    let inputs = randomSequence(&generator)
    let layer = LSTM(cell)
    XCTAssertEqual(layer(inputs).hidden, layer(inputs, from: LSTMState(hidden: zero, cell: zero)).hidden)
  }

  func testFourGatesMakeTheStackedForm() {
    let separate = LSTMCell(
      inputGate: cell[.inputGate], forgetGate: cell[.forgetGate], candidate: cell[.candidate],
      outputGate: cell[.outputGate])
    XCTAssertEqual(separate.weightIH, cell.weightIH)
    XCTAssertEqual(separate.weightHH, cell.weightHH)
    XCTAssertEqual(separate.bias, cell.bias)
    XCTAssertEqual(cell[.forgetGate].weightHH, cell.weightHH.columns(4..<8))
    XCTAssertEqual(cell.parameterCount, 4 * (3 * 4 + 4 * 4 + 4))
  }

  func testSettingAGateLeavesTheOthers() {
    var changed = cell
    changed[.candidate] = -cell[.candidate]
    XCTAssertEqual(changed.weightIH.columns(8..<12), -cell.weightIH.columns(8..<12))
    XCTAssertEqual(changed[.forgetGate], cell[.forgetGate])
    XCTAssertEqual(changed[.outputGate], cell[.outputGate])
  }

  func testTheForgetBias() {
    let fresh = LSTMCell<Double>(
      inputSize: Size.input, hiddenSize: Size.hidden, forgetBias: 1, using: &generator)
    XCTAssertEqual(fresh[.forgetGate].bias, [[1, 1, 1, 1]])
    XCTAssertLessThanOrEqual(fresh[.inputGate].bias.map(abs).maximum(), 0.5)
  }

  func testAnOpenForgetGateAndAShutInputGateCarryTheMemoryUnchanged() {
    cell[.forgetGate] = constantGate(40)
    cell[.inputGate] = constantGate(-40)
    let first = cell.step(x, from: state).state
    assertClose(first.cell, state.cell, within: 1e-15)
    var carried = first
    for _ in 0..<100 { carried = cell.step(x, from: carried).state }
    assertClose(carried.cell, state.cell, within: 1e-14)
  }

  func testAShutForgetGateAndAnOpenInputGateTakeTheCandidate() {
    cell[.forgetGate] = constantGate(-40)
    cell[.inputGate] = constantGate(40)
    let (next, cache) = cell.step(x, from: state)
    assertClose(next.cell, cache.candidate, within: 1e-15)
  }

  func testTheOutputGateShowsOrHidesTheMemory() {
    cell[.outputGate] = constantGate(40)
    let open = cell.step(x, from: state).state
    assertClose(open.hidden, tanh(open.cell), within: 1e-15)
    cell[.outputGate] = constantGate(-40)
    let shut = cell.step(x, from: state).state
    assertClose(shut.hidden, .zeros(rows: Size.batch, columns: Size.hidden), within: 1e-15)
    XCTAssertEqual(shut.cell, open.cell, "the memory is kept, shown or not")
  }

  /// Between two cell states everything works unit by unit: the value of unit 1 reaches only unit 1.
  func testAUnitOfTheMemoryTouchesOnlyItself() {
    var moved = state
    for b in 0..<Size.batch { moved.cell[b, 1] += 1 }
    let change = cell.step(x, from: moved).state.cell - cell.step(x, from: state).state.cell
    for b in 0..<Size.batch {
      for h in 0..<Size.hidden { XCTAssertEqual(change[b, h] != 0, h == 1) }
    }
  }

  func testAStateIsItsParts() throws {
    XCTAssertEqual(Set(state.parts.keys), ["hidden", "cell"])
    XCTAssertEqual(LSTMState(parts: state.parts), state)
    XCTAssertNil(LSTMState(parts: ["hidden": state.hidden]))
    XCTAssertNil(LSTMState(parts: ["hidden": state.hidden, "cell": x]), "another shape")
    XCTAssertEqual(
      state.combined(with: state, by: +), LSTMState(hidden: state.hidden * 2, cell: state.cell * 2))
  }
}
