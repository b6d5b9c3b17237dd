import LinearAlgebra
import SequenceTraining
import XCTest

/// Checks the suite's own numbers: mistakes that look alike could not be distinguished.
final class OracleTests: XCTestCase {
  private func assertAllDiffer(_ answers: [[Matrix<Double>]], _ what: String) {
    for (index, answer) in answers.enumerated() {
      for other in answers.dropFirst(index + 1) { XCTAssertNotEqual(answer, other, what) }
    }
  }

  func testEveryMistakeOfTheCountGivesItsOwnNumbers() {
    let oracle = CostOracle(vocabularySize: 7)
    XCTAssertEqual(oracle.count(3, hiddenSize: 4), 3 * (28 + 16 + 4) + 28 + 7)
    assertAllDiffer(
      CostOracle.Mistake.allCases.map { mistake in
        [1, 2, 3, 4].map { [[Double(oracle.count($0, hiddenSize: 4, mistake: mistake))]] }
      }, "count")
    XCTAssertEqual(oracle.size(3, budget: oracle.count(3, hiddenSize: 6)), 6)
  }

  func testEveryMistakeOfTheCopyTaskGivesItsOwnSequence() {
    let oracle = CopyTaskOracle(symbolCount: 4)
    XCTAssertEqual(oracle.sequence([2, 0], distance: 3), [[[2, 0, 4, 4, 5, 4]], [[4, 4, 4, 4, 2, 0]]])
    assertAllDiffer(
      CopyTaskOracle.Mistake.allCases.map { oracle.sequence([1, 3, 2, 2], distance: 7, mistake: $0) },
      "copy task")
  }

  func testEveryMistakeOfTheComparisonGivesItsOwnNumbers() {
    XCTAssertEqual(ComparisonOracle.estimate([2, 4, 6, 8])[0, 1], (20.0 / 12).squareRoot(), accuracy: 1e-14)
    assertAllDiffer(
      ComparisonOracle.Mistake.allCases.map { [ComparisonOracle.estimate([2, 4, 6, 8.5], mistake: $0)] },
      "estimate"
    )
    XCTAssertEqual(ComparisonOracle.compare([1, 2, 3], [2, 3, 4]), 0)
  }

  func testEveryMistakeOfTheWritingGivesItsOwnText() {
    var generator = SplitMix64(seed: 12)
    let oracle = WritingOracle(using: &generator)
    assertAllDiffer(
      WritingOracle.Mistake.allCases.map { [oracle.greedyText(after: "face", count: 20, mistake: $0)] },
      "writing")
  }

  func testAMadeUpTextHasWhatItTakes() {
    var generator = SplitMix64(seed: 12)
    let text = MadeUpText.text(length: 6000, using: &generator)
    XCTAssertGreaterThanOrEqual(text.count, 6000)
    XCTAssertGreaterThan(TestedText(text).pairPerplexity, 2)
  }
}
