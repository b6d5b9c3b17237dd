import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Checks the suite's own numbers: its plain loops agree with the library, which is written differently.
final class OracleTests: XCTestCase {
  func testTheOraclesJacobiansAreTheLibrarys() {
    var generator = SplitMix64(seed: 7)
    let example = GradientExample(using: &generator)
    let layer = RNN(
      RNNCell(
        weightIH: example.oracle.weightIH, weightHH: example.oracle.weightHH, bias: example.oracle.bias))
    let own = example.oracle.jacobians(example.states)
    let library = layer.stateJacobians(over: example.inputs)
    XCTAssertEqual(own.count, library.count)
    for (mine, theirs) in zip(own, library) {
      XCTAssertTrue(mine.isApproximatelyEqual(to: theirs, absoluteTolerance: 1e-13, relativeTolerance: 1e-12))
    }
  }

  func testEveryMistakeGivesItsOwnWrongNumbers() {
    var generator = SplitMix64(seed: 7)
    let example = GradientExample(using: &generator)
    let state = example.states[1]
    let results =
      [example.oracle.stepJacobian(state)]
      + GradientOracle.StepMistake.allCases.map { example.oracle.stepJacobian(state, mistake: $0) }
    for (index, result) in results.enumerated() {
      for other in results.dropFirst(index + 1) {
        XCTAssertFalse(result.isApproximatelyEqual(to: other, absoluteTolerance: 1e-3))
      }
    }
  }
}
