import XCTest

@testable import GradingEngine

final class CarriedGradingTests: XCTestCase {
  private func report(score: Double = 0, passed: Int, of count: Int, with ids: [String]) -> TaskReport {
    let check = GradedCheck(module: "M", className: "C", method: "testTask2_x")
    var task = TaskReport(
      id: "03.2", name: "", verdict: .failed, score: score, maxScore: 20, message: nil, hint: nil,
      checks: Array(repeating: CheckResult(check: check, verdict: .failed), count: count))
    task.carried = CarriedScore(score: 20, with: ids, passed: passed)
    return task
  }

  func testTheSentenceSaysWhatPassesWithWhat() {
    XCTAssertEqual(
      report(passed: 4, of: 4, with: ["03.1"]).carriedSentence,
      "Your own part is correct: with a correct 03.1, all checks pass.")
    XCTAssertEqual(
      report(passed: 3, of: 4, with: ["03.1", "03.2", "03.3"]).carriedSentence,
      "With a correct 03.1, 03.2 and 03.3, 3 of 4 checks pass.")
  }

  func testCarriedPointsCountOnlyWhereTheyAreAskedFor() throws {
    let unit = UnitReport(unit: "03", tasks: [report(score: 5, passed: 1, of: 1, with: ["03.1"])])
    XCTAssertEqual(unit.score, 5)
    XCTAssertEqual(unit.countingCarried.score, 20)
    let again = try JSONDecoder().decode(UnitReport.self, from: JSONEncoder().encode(unit))
    XCTAssertEqual(again, unit)
  }

  func testWhatIsRightIsSeenBehindAWrongSoftmax() throws {
    let submission = try SlowSubmission()
    try submission.replace("logits - logits.rowMaxima()", with: "logits * 2", in: "Softmax.swift")
    let report = try submission.grade(carriesForward: true)
    XCTAssertEqual(report.task(1).verdict, .failed)
    XCTAssertNil(report.task(1).carried, "it builds on nothing")
    XCTAssertNotEqual(report.task(3).verdict, .passed)
    XCTAssertEqual(report.task(3).carried?.score, report.task(3).maxScore)
    XCTAssertEqual(report.task(3).carried?.with, ["03.1"])
    XCTAssertEqual(report.task(4).carried?.with, ["03.1", "03.3"])
    XCTAssertEqual(report.countingCarried.score, 90 + report.task(1).score, accuracy: 0.01)
  }

  func testAStubIsNotCarriedAndAMistakeOfItsOwnStays() throws {
    let submission = try SlowSubmission()
    try submission.replace("logits - logits.rowMaxima()", with: "logits * 2", in: "Softmax.swift")
    try submission.replace(
      "try softmax(matmul(state, weightHQ) + biasQ)", with: "try softmax(matmul(state, weightHQ))",
      in: "RNN.swift")
    let report = try submission.grade(carriesForward: true)
    XCTAssertLessThan(report.task(3).carried?.score ?? 0, report.task(3).maxScore)
    XCTAssertEqual(report.task(4).carried?.score, report.task(4).maxScore)
  }
}
