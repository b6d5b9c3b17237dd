import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Gates of a line in place of σ, in every gated cell.
final class GateActivationTests: XCTestCase {
  private var generator = SplitMix64(seed: 61)

  func testTheLineAndItsDerivative() {
    let sums: Matrix<Double> = [[-9, -3, -1.5, 0, 1.5, 3, 9]]
    let gate = GateActivation.hardSigmoid(sums)
    XCTAssertEqual(gate, [[0, 0, 0.25, 0.5, 0.75, 1, 1]])
    let slope = 1.0 / 6
    XCTAssertEqual(
      GateActivation.hardSigmoid.derivative(at: gate), [[0, 0, slope, slope, slope, 0, 0]])
    XCTAssertEqual(GateActivation.sigmoid(sums), sigmoid(sums))
    XCTAssertTrue(GateActivation.hardSigmoid([[Double.nan]])[0, 0].isNaN)
  }

  private func check<Cell: GatedCell>(_ type: Cell.Type) where Cell.Scalar == Double, Cell.State: FlatState {
    var cell = Cell(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    let input = randomMatrix(Size.batch, Size.input, &generator)
    let state = randomState(of: cell, &generator)
    let soft = cell.step(input, from: state)
    cell.gateActivation = .hardSigmoid
    let hard = cell.step(input, from: state)
    XCTAssertNotEqual(soft.state.hidden, hard.state.hidden, Cell.kind)
    assertStepGradients(cell)
    assertBackwardAccumulates(cell)
    assertSequenceGradients(RecurrentLayer(cell), lengths: [3, 5])

    // Far out gates are shut or open, and stay where they are.
    let last = Array(Cell.Gate.allCases).last
    for gate in Cell.Gate.allCases where gate.rawValue != last?.rawValue {
      cell[gate].bias = Matrix(rows: 1, columns: Size.hidden, repeating: 40)
    }
    assertStepGradients(cell)

    var again = Cell(cell.form, inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    XCTAssertEqual(again?.gateActivation, .hardSigmoid, Cell.kind)
    for (_, path) in cell.namedParameters { again?[keyPath: path] = cell[keyPath: path] }
    XCTAssertEqual(again?.step(input, from: state).state.hidden, cell.step(input, from: state).state.hidden)
    let unknown = CellForm(kind: Cell.kind, choices: ["gateActivation": "steps"])
    XCTAssertNil(Cell(unknown, inputSize: 3, hiddenSize: 4, using: &generator))
  }

  func testEveryGatedCell() {
    check(LSTMCell<Double>.self)
    check(PeepholeLSTMCell<Double>.self)
    check(CoupledLSTMCell<Double>.self)
    check(GRUCell<Double>.self)
    check(SimplifiedGRUCell<Double>.self)
  }

  /// `1 - clip(a/6 + 1/2) = clip(-a/6 + 1/2)`: the polarity of an update gate turns as with σ.
  func testThePolarityTurns() {
    var cell = GRUCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    cell.gateActivation = .hardSigmoid
    let input = randomMatrix(Size.batch, Size.input, &generator)
    let state = randomState(of: cell, &generator)
    let turned = cell.converted(to: .takesCandidate)
    assertClose(turned.step(input, from: state).state, cell.step(input, from: state).state, within: 1e-14)
  }
}
