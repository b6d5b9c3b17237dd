import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class RNNCellTests: XCTestCase {
  private var generator = SplitMix64(seed: 3)

  private func makeCell(_ activation: Activation = .tanh) -> RNNCell<Double> {
    RNNCell(inputSize: Size.input, hiddenSize: Size.hidden, activation: activation, using: &generator)
  }

  /// `H_t[b, h] = g(Σ_i X[b, i] W_xh[i, h] + Σ_k H[b, k] W_hh[k, h] + b[h])`, written out in scalars.
  private func slowStep(
    _ cell: RNNCell<Double>, _ x: Matrix<Double>, _ state: Matrix<Double>, _ g: (Double) -> Double
  ) -> Matrix<Double> {
    var next = Matrix<Double>.zeros(rows: x.rows, columns: cell.bias.columns)
    for b in 0..<x.rows {
      for h in 0..<cell.bias.columns {
        var sum = cell.bias[0, h]
        for i in 0..<x.columns { sum += x[b, i] * cell.weightIH[i, h] }
        for k in 0..<state.columns { sum += state[b, k] * cell.weightHH[k, h] }
        next[b, h] = g(sum)
      }
    }
    return next
  }

  func testAStepIsTheDocumentedEquation() {
    let x = randomMatrix(Size.batch, Size.input, &generator)
    let state = randomMatrix(Size.batch, Size.hidden, &generator)
    for activation in Activation.allCases {
      let cell = makeCell(activation)
      func g(_ sum: Double) -> Double {
        switch activation {
        case .tanh: Foundation.tanh(sum)
        case .relu: max(0, sum)
        case .sigmoid: logistic(sum)
        case .identity: sum
        }
      }
      assertClose(
        cell.step(x, from: state).state, slowStep(cell, x, state, g), within: 1e-13, "\(activation)")
    }
  }

  func testAStepByHand() {
    let cell = RNNCell<Double>(weightIH: [[1]], weightHH: [[2]], bias: [[-3]])
    XCTAssertEqual(cell.step([[1]], from: [[1]]).state, [[0]], "tanh(1·1 + 1·2 - 3) = tanh 0")
    assertClose(cell.step([[2]], from: [[1]]).state, [[Foundation.tanh(1)]])
  }

  /// `[H_{t-1}, X_t] · [W_hh ; W_xh]` is one product for both sums, in the plain cell and in a gated one.
  func testTheStackedFormGivesTheSameNumbers() {
    let x = randomMatrix(Size.batch, Size.input, &generator)
    let state = randomMatrix(Size.batch, Size.hidden, &generator)
    let sideBySide = concatenate(columns: [state, x])  // [B, H + I]
    let cell = makeCell()
    let stacked = matmul(sideBySide, concatenate(rows: [cell.weightHH, cell.weightIH]))
    assertClose(tanh(stacked + cell.bias), cell.step(x, from: state).state, within: 1e-14)

    let lstm = LSTMCell<Double>(inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
    let cache = lstm.step(x, from: LSTMState(hidden: state, cell: state)).cache
    let gates = matmul(sideBySide, concatenate(rows: [lstm.weightHH, lstm.weightIH])) + lstm.bias  // [B, 4H]
    let (inputs, forgets) = (gates.columns(0..<Size.hidden), gates.columns(Size.hidden..<2 * Size.hidden))
    assertClose(sigmoid(inputs), cache.inputGate, within: 1e-14)
    assertClose(sigmoid(forgets), cache.forgetGate, within: 1e-14)
  }

  func testTheZeroStateHasTheHiddenSize() {
    XCTAssertEqual(
      makeCell().initialState(batchSize: Size.batch), .zeros(rows: Size.batch, columns: Size.hidden))
  }

  func testFreshParametersLieWithinOneOverTheRootOfH() {
    let cell = makeCell()
    for (name, path) in cell.namedParameters {
      let largest = cell[keyPath: path].map(abs).maximum()
      XCTAssertLessThanOrEqual(largest, 0.5, name)
      XCTAssertGreaterThan(largest, 0.1, name)
    }
    XCTAssertEqual(cell.parameterCount, 3 * 4 + 4 * 4 + 4)
  }

  /// Every gradient of one step, against central differences. The loss weighs each state by a random number.
  func testEveryGradientOfAStep() {
    let x = randomMatrix(Size.batch, Size.input, &generator)
    let state = randomMatrix(Size.batch, Size.hidden, &generator)
    let weights = randomMatrix(Size.batch, Size.hidden, &generator)
    for activation in Activation.allCases {
      let cell = makeCell(activation)
      let (_, cache) = cell.step(x, from: state)
      var gradient = cell.zeroed()
      let before = cell.backward(weights, through: cache, adding: &gradient)
      assertPass(checkGradients(gradient, of: { $0.step(x, from: state).state.dot(weights) }, at: cell))
      let byInput = numericGradient(of: { cell.step($0, from: state).state.dot(weights) }, at: x)
      let byState = numericGradient(of: { cell.step(x, from: $0).state.dot(weights) }, at: state)
      assertPass([
        GradientCheck.compare(before.input, byInput, named: "input"),
        GradientCheck.compare(before.state, byState, named: "state"),
      ])
    }
  }

  func testBackwardAddsToWhatIsThere() {
    let cell = makeCell()
    let x = randomMatrix(Size.batch, Size.input, &generator)
    let (state, cache) = cell.step(x, from: cell.initialState(batchSize: Size.batch))
    var once = cell.zeroed()
    _ = cell.backward(state, through: cache, adding: &once)
    var twice = once
    _ = cell.backward(state, through: cache, adding: &twice)
    for (name, path) in cell.namedParameters {
      assertClose(twice[keyPath: path], once[keyPath: path] * 2, within: 1e-13, name)
    }
  }
}
