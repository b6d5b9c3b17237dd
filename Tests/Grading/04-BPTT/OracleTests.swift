import LinearAlgebra
import RecurrentNetworks
import XCTest

/// The suite's own numbers are checked too: its plain loops agree with the library, which was written another way.
final class OracleTests: XCTestCase {
  private func makeExample() -> BPTTExample {
    var generator = SplitMix64(seed: 4)
    return BPTTExample(using: &generator)
  }

  private func assertSame(_ own: Matrix<Double>, _ other: Matrix<Double>, line: UInt = #line) {
    XCTAssertTrue(
      own.isApproximatelyEqual(to: other, absoluteTolerance: 1e-12, relativeTolerance: 1e-12), line: line)
  }

  func testTheOraclesBackwardPassIsTheLibrarys() {
    let example = makeExample()
    let oracle = example.oracle
    let layer = RNN(
      RNNCell(weightIH: oracle.weightIH, weightHH: oracle.weightHH, bias: oracle.bias))
    let output = layer(example.inputs, from: example.initialState)
    let logits = output.hidden.map { matmul($0, oracle.weightHQ) + oracle.biasQ }
    let logitGradients = zip(logits, example.targets).map {
      crossEntropyGradient(logits: $0, targets: $1, reduction: .sum)
    }
    for (own, other) in zip(example.logitGradients, logitGradients) { assertSame(own, other) }
    let other = layer.backward(
      logitGradients.map { matmul($0, oracle.weightHQ, transposingSecond: true) }, through: output)
    let own = oracle.backward(example.logitGradients, example.kept)
    assertSame(own.weights.weightIH, other.parameters.cell.weightIH)
    assertSame(own.weights.weightHH, other.parameters.cell.weightHH)
    assertSame(own.weights.bias, other.parameters.cell.bias)
    assertSame(own.initialState, other.initialState)
    for (mine, theirs) in zip(own.inputs, other.inputs) { assertSame(mine, theirs) }
  }

  func testTheOraclesLossesAreTheLibrarys() {
    let logits: Matrix<Double> = [[1, -2, 0.5], [1000, 3, -4]]
    let targets = [2, 1]
    let loss: Double = crossEntropy(logits: logits, targets: targets, reduction: .sum)
    XCTAssertEqual(LossOracle.crossEntropy(logits, targets), loss, accuracy: 1e-9)
    let answers: Matrix<Double> = [[1, 0, 1], [0, 1, 0]]
    let binary: Double = binaryCrossEntropy(logits: logits, targets: answers, reduction: .sum)
    XCTAssertEqual(LossOracle.binary(logits, answers), binary, accuracy: 1e-9)
  }

  func testEveryMistakeGivesItsOwnWrongNumbers() {
    let example = makeExample()
    let weights = BPTTOracle.LoopMistake.allCases.map { mistake in
      example.oracle.backward(example.logitGradients, example.kept, loopMistake: mistake).weights
    }
    let right = example.oracle.backward(example.logitGradients, example.kept).weights
    func numbers(_ oracle: BPTTOracle) -> Matrix<Double> {
      concatenate(columns: [
        oracle.weightHH.reshaped(rows: 1, columns: oracle.weightHH.count),
        oracle.weightHQ.reshaped(rows: 1, columns: oracle.weightHQ.count),
      ])
    }
    let all = ([right] + weights).map(numbers)
    for (index, result) in all.enumerated() {
      for other in all.dropFirst(index + 1) {
        XCTAssertFalse(result.isApproximatelyEqual(to: other, absoluteTolerance: 1e-3))
      }
    }
  }

  func testThePathsAddUpToTheGradients() {
    let oracle = PathOracle(makeExample())
    for (paths, sum) in zip(oracle.paths(), oracle.backpropagated()) {
      assertSame(paths.dropFirst().reduce(paths[0], +), sum)
    }
  }
}
