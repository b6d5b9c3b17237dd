import LinearAlgebra
import RecurrentNetworks
import XCTest

/// The suite's own numbers are checked too: its plain loops agree with the library, which was written another way.
final class OracleTests: XCTestCase {
  private func makeExample() -> RNNExample {
    var generator = SplitMix64(seed: 3)
    return RNNExample(using: &generator)
  }

  func testTheOraclesStepIsTheLibrarys() {
    let example = makeExample()
    let cell = RNNCell(
      weightIH: example.oracle.weightIH, weightHH: example.oracle.weightHH, bias: example.oracle.bias)
    let states = example.inputs.reduce(into: [example.initialState]) { states, input in
      states.append(cell.step(input, from: states[states.count - 1]).state)
    }
    for (own, library) in zip(example.oracle.states(example.inputs, from: example.initialState), states) {
      XCTAssertTrue(own.isApproximatelyEqual(to: library, absoluteTolerance: 1e-13, relativeTolerance: 1e-13))
    }
  }

  func testTheOraclesPredictionIsTheLibrarys() {
    let example = makeExample()
    let logits = matmul(example.initialState, example.oracle.weightHQ) + example.oracle.biasQ
    XCTAssertTrue(
      example.oracle.predict(example.initialState)
        .isApproximatelyEqual(to: softmax(logits), absoluteTolerance: 1e-13, relativeTolerance: 1e-13))
  }

  func testEveryMistakeGivesItsOwnWrongNumbers() {
    let example = makeExample()
    let results = RNNOracle.Mistake.allCases.map { mistake in
      example.oracle.step(example.inputs[0], from: example.initialState, mistake: mistake)
    }
    for (index, result) in results.enumerated() {
      XCTAssertEqual(result.shape, example.initialState.shape)
      for other in results.dropFirst(index + 1) {
        XCTAssertFalse(result.isApproximatelyEqual(to: other, absoluteTolerance: 1e-3))
      }
    }
  }
}
