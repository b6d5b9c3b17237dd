import Exercise03RNN
import GradingSupport
import LinearAlgebra

/// Task 1: a softmax that does not overflow. B = 3, V = 7.
final class SoftmaxTests: GradedTestCase {
  private func randomLogits() -> Matrix<Double> {
    var generator = makeGenerator()
    return .uniform(rows: 3, columns: 7, in: -4...4, using: &generator)
  }

  func testTask1_softmaxOfModerateLogitsIsCorrect() throws {
    try grade {
      let logits = randomLogits()
      try assertClose(
        softmax(logits), RNNOracle.softmax(logits), "softmax(_:)",
        suspects: RNNExample.softmaxSuspects(logits))
    }
  }

  func testTask1_everyRowSumsToOne() throws {
    try grade {
      let probabilities = try softmax(randomLogits())
      try assertEqual(probabilities.shape, MatrixShape(3, 7), "the shape of softmax(_:)")
      try assertWithin(0...1, probabilities.elements, "the probabilities of softmax(_:)")
      let ones = Matrix<Double>(rows: 3, columns: 1, repeating: 1)
      try assertClose(probabilities.rowSums(), ones, "the sums of the rows of softmax(_:)")
      try assertClose(
        softmax([[5], [-3], [0]]), ones, "softmax(_:) of rows with a single logit",
        hint: "One class is certain.")
    }
  }

  func testTask1_largeLogitsDoNotOverflow() throws {
    try grade {
      let logits: Matrix<Double> = [[1000, 1001, 1002], [-1000, -1001, -1002]]
      try assertClose(
        softmax(logits), RNNOracle.softmax(logits), "softmax of logits near 1000 and -1000",
        suspects: RNNExample.softmaxSuspects(logits),
        hint:
          "exp(1000) is infinite and exp(-1000) is 0: subtract each row's largest logit before you take exp.")
    }
  }

  func testTask1_everyRowIsShiftedByItsOwnMaximum() throws {
    try grade {
      let logits: Matrix<Double> = [
        [2, 1, 0], [-5000, -5002, -5001], [-800, 800, 799],
        // Here the smallest positive numbers round: a wrong shift that does not overflow gives digits of its own.
        [-740, -744, -743], [-370.5, -374, -373], [60, 57, 58], [371, 369, 370.2],
      ]
      try assertClose(
        softmax(logits), RNNOracle.softmax(logits),
        "softmax of rows near 0, -5000, -740, -370, 60 and 370 and of a row from -800 to 800",
        suspects: RNNExample.softmaxSuspects(logits),
        hint: "Subtract each row's own largest logit: then no exponent is above 0.")
    }
  }

  func testTask1_addingTheSameNumberToARowChangesNothing() throws {
    try grade {
      let logits = randomLogits()
      let shifted = logits.map { $0.advanced(by: 300) }
      try assertClose(softmax(shifted), softmax(logits), "softmax(z + 300), which must be softmax(z)")
      try assertClose(
        softmax(shifted), RNNOracle.softmax(logits), "softmax(z + 300)",
        suspects: RNNExample.softmaxSuspects(shifted))
    }
  }
}
