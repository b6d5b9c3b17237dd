import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class MaskedSoftmaxTests: XCTestCase {
  private var generator = SplitMix64(seed: 81)

  func testWithoutAMaskItIsTheSoftmax() {
    let scores = randomMatrix(2, 5, &generator)
    XCTAssertEqual(maskedSoftmax(scores), softmax(scores))
    assertClose(maskedSoftmax(scores, lengths: [5, 5]), softmax(scores))
  }

  /// The visible part of a row is the softmax of its visible scores.
  func testTheVisibleStepsShareTheWeight() {
    let scores = randomMatrix(2, 5, &generator)
    let weights = maskedSoftmax(scores, mask: maskWithAGap)
    let visible = softmax(
      [[scores[0, 0], scores[0, 2], scores[0, 3]]] as Matrix<Double>)
    assertClose(
      weights.row(0), [[visible[0, 0], 0, visible[0, 1], visible[0, 2], 0]] as Matrix<Double>)
    assertClose(weights.row(1), softmax(scores.row(1)))
    assertClose(
      maskedSoftmax(scores, lengths: [3, 5]).row(0).columns(0..<3), softmax(scores.row(0).columns(0..<3)))
  }

  func testARowThatIsMaskedEntirelyIsZero() {
    let scores = randomMatrix(2, 3, &generator)
    let weights = maskedSoftmax(scores, lengths: [0, 2])
    XCTAssertEqual(weights.row(0), [[0, 0, 0]])
    XCTAssertEqual(weights.row(1).sum(), 1, accuracy: 1e-15)
    XCTAssertEqual(maskedSoftmaxGradient(scores, weights: weights).row(0), [[0, 0, 0]])
  }

  func testWhatIsMaskedReachesNothing() {
    let clean: Matrix<Double> = [[1, 2, 3]]
    for spoiled in [Double.nan, .infinity, -.infinity] {
      XCTAssertEqual(
        maskedSoftmax([[1, 2, spoiled]], lengths: [2]), maskedSoftmax(clean, lengths: [2]))
      let weights = maskedSoftmax(clean, lengths: [2])
      XCTAssertEqual(
        maskedSoftmaxGradient([[1, 2, spoiled]], weights: weights),
        maskedSoftmaxGradient([[1, 2, 0]], weights: weights))
    }
  }

  /// Scores that `e^z` cannot hold, and scores that differ by more than it can.
  func testHugeScores() {
    assertClose(
      maskedSoftmax([[1e300, 1e300, 5], [-1e300, 0, 5]] as Matrix<Double>, lengths: [2, 3]),
      [[0.5, 0.5, 0], [0, 0.006692850924284857, 0.9933071490757153]])
    assertClose(
      maskedSoftmax([[-1e30, -1e30]] as Matrix<Float>, lengths: [2]), [[0.5, 0.5]] as Matrix<Float>)
  }

  func testTheGradient() {
    for mask in [nil, maskWithAGap, AttentionMask(lengths: [0, 1], stepCount: 5)] {
      let (scores, direction) = (randomMatrix(2, 5, &generator), randomMatrix(2, 5, &generator))
      let analytic = maskedSoftmaxGradient(direction, weights: maskedSoftmax(scores, mask: mask))
      assertInputGradient(analytic, at: scores, "scores") { maskedSoftmax($0, mask: mask).dot(direction) }
    }
  }

  func testNoStepsAndNoSequences() {
    XCTAssertEqual(maskedSoftmax(Matrix<Double>.zeros(rows: 2, columns: 0), lengths: [0, 0]).shape.rows, 2)
    XCTAssertEqual(maskedSoftmax(Matrix<Double>.zeros(rows: 0, columns: 3), lengths: []).shape.columns, 3)
    XCTAssertEqual(maskedSoftmax([[7]] as Matrix<Double>, lengths: [1]), [[1]])
  }

  func testAMaskOfLengthsIsTheMaskWrittenOut() {
    XCTAssertEqual(
      AttentionMask(lengths: [0, 2], stepCount: 3),
      AttentionMask([[false, false, false], [true, true, false]]))
  }
}
