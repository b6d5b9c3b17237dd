import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class GRUCellTests: XCTestCase {
  private typealias Cell = GRUCell<Double>
  private var generator = SplitMix64(seed: 8)
  private lazy var x = randomMatrix(Size.batch, Size.input, &generator)
  private lazy var state = randomMatrix(Size.batch, Size.hidden, &generator)

  private func makeCell(
    _ placement: Cell.ResetPlacement = .beforeProduct, _ polarity: UpdatePolarity = .keepsState
  ) -> Cell {
    Cell(
      inputSize: Size.input, hiddenSize: Size.hidden, resetPlacement: placement, updatePolarity: polarity,
      using: &generator)
  }

  /// Every placement with every polarity.
  private var allForms: [Cell] {
    Cell.ResetPlacement.allCases.flatMap { placement in
      UpdatePolarity.allCases.map { makeCell(placement, $0) }
    }
  }

  /// The documented equations, one number at a time.
  private func slowStep(_ cell: Cell) -> Matrix<Double> {
    var next = state
    for b in 0..<Size.batch {
      let reset = (0..<Size.hidden).map { logistic(slowSum(cell[.resetGate], x, state, b, $0)) }
      for h in 0..<Size.hidden {
        let z = logistic(slowSum(cell[.updateGate], x, state, b, h))
        var sum = cell[.candidate].bias[0, h]
        for i in 0..<Size.input { sum += x[b, i] * cell[.candidate].weightIH[i, h] }
        var hiddenSum = 0.0
        switch cell.resetPlacement {
        case .beforeProduct:
          for k in 0..<Size.hidden { hiddenSum += reset[k] * state[b, k] * cell[.candidate].weightHH[k, h] }
        case .afterProduct:
          for k in 0..<Size.hidden { hiddenSum += state[b, k] * cell[.candidate].weightHH[k, h] }
          hiddenSum = reset[h] * (hiddenSum + cell.resetBias[0, h])
        }
        let candidate = Foundation.tanh(sum + hiddenSum)
        next[b, h] =
          cell.updatePolarity == .keepsState
          ? z * state[b, h] + (1 - z) * candidate : z * candidate + (1 - z) * state[b, h]
      }
    }
    return next
  }

  func testAStepIsTheDocumentedEquation() {
    XCTAssertEqual(allForms.count, 4)
    for cell in allForms {
      assertClose(
        cell.step(x, from: state).state, slowStep(cell), within: 1e-13,
        "\(cell.resetPlacement), \(cell.updatePolarity)")
    }
  }

  func testEveryGradientOfAStep() {
    for cell in allForms {
      assertStepGradients(cell)
      assertBackwardAccumulates(cell)
    }
  }

  /// The zero state has the hidden size, not the input's, and the gate's own bias also counts there.
  func testNoStateIsZeroOfTheHiddenSize() {
    for cell in allForms {
      let zero = Matrix<Double>.zeros(rows: Size.batch, columns: Size.hidden)
      XCTAssertEqual(cell.initialState(batchSize: Size.batch), zero)
      let inputs = randomSequence(&generator)
      XCTAssertEqual(GRU(cell)(inputs).hidden, GRU(cell)(inputs, from: zero).hidden)
    }
    var biased = makeCell(.afterProduct)
    biased.resetBias = biased.resetBias + 1
    let zero = biased.initialState(batchSize: Size.batch)
    var unbiased = biased
    unbiased.resetBias = biased.resetBias * 0
    XCTAssertNotEqual(biased.step(x, from: zero).state, unbiased.step(x, from: zero).state)
  }

  func testBothPolaritiesGiveTheSameNumbers() {
    for cell in allForms {
      let other: UpdatePolarity = cell.updatePolarity == .keepsState ? .takesCandidate : .keepsState
      let converted = cell.converted(to: other)
      XCTAssertEqual(converted.updatePolarity, other)
      assertClose(
        converted.step(x, from: state).state, cell.step(x, from: state).state, within: 1e-14)
      XCTAssertEqual(converted.converted(to: cell.updatePolarity).weightIH, cell.weightIH)
      XCTAssertEqual(cell.converted(to: cell.updatePolarity).bias, cell.bias)
    }
  }

  /// The two placements are different networks; they agree where the reset gate is open and `c_h` is zero.
  func testThePlacementsAgreeWhereTheResetGateIsOpen() {
    var before = makeCell()
    func after(_ cell: Cell) -> Cell {
      Cell(weightIH: cell.weightIH, weightHH: cell.weightHH, bias: cell.bias, resetPlacement: .afterProduct)
    }
    XCTAssertGreaterThan(
      (before.step(x, from: state).state - after(before).step(x, from: state).state).norm, 1e-3)
    before[.resetGate] = constantGate(40)
    assertClose(
      before.step(x, from: state).state, after(before).step(x, from: state).state, within: 1e-14)
  }

  func testAnOpenResetGateAndAShutUpdateGateMakeThePlainCell() {
    var cell = makeCell()
    cell[.resetGate] = constantGate(40)
    cell[.updateGate] = constantGate(-40)
    let gate = cell[.candidate]
    let plain = RNNCell(weightIH: gate.weightIH, weightHH: gate.weightHH, bias: gate.bias)
    assertClose(cell.step(x, from: state).state, plain.step(x, from: state).state, within: 1e-14)
  }

  func testAShutResetGateMakesAFeedForwardLayer() {
    for placement in Cell.ResetPlacement.allCases {
      var cell = makeCell(placement)
      cell[.resetGate] = constantGate(-40)
      cell[.updateGate] = constantGate(-40)
      let gate = cell[.candidate]
      assertClose(
        cell.step(x, from: state).state, tanh(matmul(x, gate.weightIH) + gate.bias), within: 1e-14)
    }
  }

  func testTheUpdateGateAtItsExtremes() {
    for cell in allForms {
      var open = cell
      var shut = cell
      open[.updateGate] = constantGate(40)
      shut[.updateGate] = constantGate(-40)
      if cell.updatePolarity == .takesCandidate { swap(&open, &shut) }
      assertClose(open.step(x, from: state).state, state, within: 1e-14)
      assertClose(open.step(x * 7, from: state).state, state, within: 1e-14, "the input is not seen")
      let (next, cache) = shut.step(x, from: state)
      assertClose(next, cache.candidate, within: 1e-14)
    }
  }

  func testTheResetBiasIsAParameterOnlyWhereItIsUsed() {
    XCTAssertEqual(makeCell().parameterCount, 3 * (3 * 4 + 4 * 4 + 4))
    XCTAssertEqual(makeCell(.afterProduct).parameterCount, 3 * (3 * 4 + 4 * 4 + 4) + 4)
    XCTAssertEqual(makeCell().namedParameters.map(\.name), ["weightIH", "weightHH", "bias"])
  }
}

final class SimplifiedGRUCellTests: XCTestCase {
  private var generator = SplitMix64(seed: 18)
  private lazy var cell = SimplifiedGRUCell<Double>(
    inputSize: Size.input, hiddenSize: Size.hidden, using: &generator)
  private lazy var x = randomMatrix(Size.batch, Size.input, &generator)
  private lazy var state = randomMatrix(Size.batch, Size.hidden, &generator)

  func testAStepIsTheDocumentedEquation() {
    let next = cell.step(x, from: state).state
    for b in 0..<Size.batch {
      for h in 0..<Size.hidden {
        let z = logistic(slowSum(cell[.updateGate], x, state, b, h))
        let candidate = Foundation.tanh(slowSum(cell[.candidate], x, state, b, h))
        XCTAssertEqual(next[b, h], z * candidate + (1 - z) * state[b, h], accuracy: 1e-13)
      }
    }
  }

  func testEveryGradientOfAStepInBothPolarities() {
    for polarity in UpdatePolarity.allCases {
      assertStepGradients(cell.converted(to: polarity))
      assertBackwardAccumulates(cell.converted(to: polarity))
    }
  }

  func testBothPolaritiesGiveTheSameNumbers() {
    let converted = cell.converted(to: .keepsState)
    XCTAssertNotEqual(converted.weightIH, cell.weightIH)
    assertClose(converted.step(x, from: state).state, cell.step(x, from: state).state, within: 1e-14)
  }

  func testItIsAGRUWhoseResetGateIsOpen() {
    let gates = [constantGate(40), cell[.updateGate], cell[.candidate]]
    let full = GRUCell(
      weightIH: concatenate(columns: gates.map(\.weightIH)),
      weightHH: concatenate(columns: gates.map(\.weightHH)),
      bias: concatenate(columns: gates.map(\.bias)), updatePolarity: .takesCandidate)
    assertClose(cell.step(x, from: state).state, full.step(x, from: state).state, within: 1e-14)
  }
}
