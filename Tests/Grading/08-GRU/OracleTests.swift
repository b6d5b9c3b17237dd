import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Checks the suite's own numbers: forward against the library, backward against finite differences.
final class OracleTests: XCTestCase {
  private func makeExample() -> GRUExample {
    var generator = SplitMix64(seed: 8)
    return GRUExample(using: &generator)
  }

  func testTheOraclesStatesAreTheLibrarys() {
    let example = makeExample()
    let gates = [example.oracle.reset, example.oracle.update, example.oracle.candidate]
    let cell = GRUCell(
      weightIH: concatenate(columns: gates.map(\.weightIH)),
      weightHH: concatenate(columns: gates.map(\.weightHH)), bias: concatenate(columns: gates.map(\.bias)))
    let states = GRU(cell)(example.inputs, from: example.initialState).hidden
    for (own, library) in zip(example.steps.map(\.state), states) {
      XCTAssertTrue(own.isApproximatelyEqual(to: library, absoluteTolerance: 1e-13, relativeTolerance: 1e-13))
    }
  }

  func testTheOraclesBackwardPassAgreesWithFiniteDifferences() {
    let example = makeExample()
    let paths: [WritableKeyPath<GRUOracle, Matrix<Double>>] = [
      \.reset.weightIH, \.reset.weightHH, \.reset.bias, \.update.weightIH, \.update.weightHH, \.update.bias,
      \.candidate.weightIH, \.candidate.weightHH, \.candidate.bias,
    ]
    let gradients = example.backwardPass()
    for (path, gradient) in zip(paths, gradients.parameters.matrices) {
      let check = checkGradient(
        gradient,
        of: { value in
          var moved = example.oracle
          moved[keyPath: path] = value
          return moved.loss(example.inputs, from: example.initialState, example.outputGradients)
        }, at: example.oracle[keyPath: path], named: "\(path)")
      XCTAssertTrue(check.passes(within: 1e-6) && check.kinks.isEmpty, "\(check)")
    }
    let ofState = checkGradient(
      gradients.state,
      of: { example.oracle.loss(example.inputs, from: $0, example.outputGradients) },
      at: example.initialState,
      named: "H_0")
    XCTAssertTrue(ofState.passes(within: 1e-6) && ofState.kinks.isEmpty, "\(ofState)")
  }

  func testEveryMistakeGivesItsOwnWrongNumbers() {
    let example = makeExample()
    let forward = GRUMistake.allCases.map {
      example.oracle.steps(example.inputs, from: example.initialState, mistake: $0)
    }
    assertDistinct(forward.map { $0.map(\.state) })
    assertDistinct(([.none] + GRUBackwardMistake.all).map { example.backwardStep($0).matrices })
    assertDistinct(GRULoopMistake.allCases.map { example.backwardPass(loop: $0).matrices })
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
