import XCTest

@testable import GradingSupport

final class CanaryTests: XCTestCase {
  func testWrongAnswersAreFoundWithoutCountingAsComparisons() {
    let test = GradedTestCase(name: "sample", testClosure: { _ in })
    XCTAssertTrue(test.findsWrongAnswers())
    XCTAssertEqual(test.comparisons, 0)
  }
}
