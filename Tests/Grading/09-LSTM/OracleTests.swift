import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Checks the suite's own numbers: forward against the library, backward against finite differences.
final class OracleTests: XCTestCase {
  private func makeExample() -> LSTMExample {
    var generator = SplitMix64(seed: 9)
    return LSTMExample(using: &generator)
  }

  func testTheOraclesStatesAreTheLibrarys() {
    let example = makeExample()
    let gates = example.oracle.gates
    let cell = LSTMCell(
      weightIH: concatenate(columns: gates.map(\.weightIH)),
      weightHH: concatenate(columns: gates.map(\.weightHH)), bias: concatenate(columns: gates.map(\.bias)))
    let start = LSTMState(hidden: example.initialState.hidden, cell: example.initialState.cell)
    let output = LSTM(cell)(example.inputs, from: start)
    let own = example.steps.map(\.state.hidden) + [example.steps[LSTMExample.stepCount - 1].state.cell]
    for (own, library) in zip(own, output.hidden + [output.finalState.cell]) {
      XCTAssertTrue(own.isApproximatelyEqual(to: library, absoluteTolerance: 1e-13, relativeTolerance: 1e-13))
    }
  }

  func testTheOraclesBackwardPassAgreesWithFiniteDifferences() {
    let example = makeExample()
    let paths: [WritableKeyPath<LSTMOracle.Gate, Matrix<Double>>] = [\.weightIH, \.weightHH, \.bias]
    let gradients = example.backwardPass()
    for gate in 0..<4 {
      for (index, path) in paths.enumerated() {
        let name = LSTMExample.parameterNames[3 * gate + index]
        let check = checkGradient(
          gradients.parameters.gates[gate][keyPath: path],
          of: { value in
            var moved = example.oracle
            moved.gates[gate][keyPath: path] = value
            return moved.loss(example.inputs, from: example.initialState, example.outputGradients)
          }, at: example.oracle.gates[gate][keyPath: path], named: name)
        XCTAssertTrue(check.passes(within: 1e-6) && check.kinks.isEmpty, "\(check)")
      }
    }
    let ofMemory = checkGradient(
      gradients.state.cell,
      of: { cell in
        let start = LSTMOracle.State(hidden: example.initialState.hidden, cell: cell)
        return example.oracle.loss(example.inputs, from: start, example.outputGradients)
      }, at: example.initialState.cell, named: "C_0")
    XCTAssertTrue(ofMemory.passes(within: 1e-6) && ofMemory.kinks.isEmpty, "\(ofMemory)")
  }

  func testEveryMistakeGivesItsOwnWrongNumbers() {
    let example = makeExample()
    let forward = LSTMMistake.allCases.map {
      example.oracle.steps(example.inputs, from: example.initialState, mistake: $0)
    }
    assertDistinct(forward.map { $0.flatMap { [$0.state.hidden, $0.state.cell] } })
    assertDistinct(([.none] + LSTMBackwardMistake.all).map { example.backwardStep($0).matrices })
    assertDistinct(LSTMLoopMistake.allCases.map { example.backwardPass(loop: $0).matrices })
  }

  private func assertDistinct(_ results: [[Matrix<Double>]]) {
    for (index, result) in results.enumerated() {
      for (later, other) in results.enumerated().dropFirst(index + 1) {
        let areEqual = zip(result, other).allSatisfy {
          $0.isApproximatelyEqual(to: $1, absoluteTolerance: 1e-3)
        }
        XCTAssertFalse(areEqual, "mistakes \(index) and \(later) produce the same numbers")
      }
    }
  }
}
