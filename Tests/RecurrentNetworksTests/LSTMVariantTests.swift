import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class LSTMVariantTests: XCTestCase {
  private var generator = SplitMix64(seed: 10)
  private lazy var peephole = PeepholeLSTMCell<Double>(
    inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
  private lazy var coupled = CoupledLSTMCell<Double>(
    inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
  private lazy var x = randomMatrix(Size.batch, Size.input, &generator)
  private lazy var state = randomState(of: peephole, &generator)

  func testAPeepholeStepIsTheDocumentedEquation() {
    let next = peephole.step(x, from: state).state
    let p = peephole.peepholes
    for b in 0..<Size.batch {
      for h in 0..<Size.hidden {
        let before = state.cell[b, h]
        func sum(_ gate: LSTMCell<Double>.Gate) -> Double { slowSum(peephole[gate], x, state.hidden, b, h) }
        let i = logistic(sum(.inputGate) + p[0, h] * before)
        let f = logistic(sum(.forgetGate) + p[1, h] * before)
        let c = f * before + i * Foundation.tanh(sum(.candidate))
        let o = logistic(sum(.outputGate) + p[2, h] * c)
        XCTAssertEqual(next.cell[b, h], c, accuracy: 1e-13)
        XCTAssertEqual(next.hidden[b, h], o * Foundation.tanh(c), accuracy: 1e-13)
      }
    }
  }

  func testEveryGradientOfAPeepholeStep() {
    assertStepGradients(peephole)
    assertBackwardAccumulates(peephole)
  }

  func testWithoutPeepholesItIsTheStandardCell() {
    peephole.peepholes = .zeros(rows: 3, columns: Size.hidden)
    let standard = LSTMCell(weightIH: peephole.weightIH, weightHH: peephole.weightHH, bias: peephole.bias)
    XCTAssertEqual(peephole.step(x, from: state).state, standard.step(x, from: state).state)
    XCTAssertEqual(peephole.parameterCount, standard.parameterCount + 3 * Size.hidden)
  }

  func testACoupledStepIsTheDocumentedEquation() {
    let next = coupled.step(x, from: state).state
    for b in 0..<Size.batch {
      for h in 0..<Size.hidden {
        func sum(_ gate: CoupledLSTMCell<Double>.Gate) -> Double {
          slowSum(coupled[gate], x, state.hidden, b, h)
        }
        let f = logistic(sum(.forgetGate))
        let c = f * state.cell[b, h] + (1 - f) * Foundation.tanh(sum(.candidate))
        XCTAssertEqual(next.cell[b, h], c, accuracy: 1e-13)
        XCTAssertEqual(
          next.hidden[b, h], logistic(sum(.outputGate)) * Foundation.tanh(c), accuracy: 1e-13)
      }
    }
  }

  func testEveryGradientOfACoupledStep() {
    assertStepGradients(coupled)
    assertBackwardAccumulates(coupled)
  }

  /// `1 - σ(a) = σ(-a)`: a standard cell whose input gate is the forget gate with its signs turned.
  func testCoupledGatesAreAStandardCellOfOppositeGates() {
    let standard = LSTMCell(
      inputGate: -coupled[.forgetGate], forgetGate: coupled[.forgetGate], candidate: coupled[.candidate],
      outputGate: coupled[.outputGate])
    let (ours, theirs) = (coupled.step(x, from: state).state, standard.step(x, from: state).state)
    assertClose(ours.hidden, theirs.hidden, within: 1e-14)
    assertClose(ours.cell, theirs.cell, within: 1e-14)
    XCTAssertEqual(coupled.parameterCount * 4, standard.parameterCount * 3)
  }
}
