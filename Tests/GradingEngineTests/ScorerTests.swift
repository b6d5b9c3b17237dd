import CourseCatalog
import Foundation
import GradingProtocol
import XCTest

@testable import GradingEngine

final class ScorerTests: XCTestCase {
  private func result(_ task: Int, _ verdict: Verdict, _ message: String? = nil) -> CheckResult {
    CheckResult(
      check: GradedCheck(module: "M", className: "C", method: "testTask\(task)_x"), verdict: verdict,
      message: message)
  }

  private func report(_ first: [CheckResult]) throws -> TaskReport {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let others = unit.tasks.dropFirst().map { result($0.number, .passed) }
    return Scorer.report(on: unit, first + others).tasks[0]
  }

  func testChecksShareTheirTasksPointsEqually() throws {
    let task = try report([result(1, .passed), result(1, .failed, "no"), result(1, .passed)])
    XCTAssertEqual(task.score, 6.67)
    XCTAssertEqual(task.maxScore, 10)
    XCTAssertEqual(task.verdict, .failed)
    XCTAssertEqual(task.message, "no")
    XCTAssertNotNil(task.hint)
  }

  func testFullPointsSayNothingMore() throws {
    let task = try report([result(1, .passed), result(1, .passed)])
    XCTAssertEqual(task.score, 10)
    XCTAssertEqual(task.verdict, .passed)
    XCTAssertNil(task.message)
    XCTAssertNil(task.hint)
  }

  func testTheGravestVerdictSpeaks() throws {
    let task = try report([result(1, .failed, "no"), result(1, .crashed, "boom"), result(1, .timedOut)])
    XCTAssertEqual(task.verdict, .crashed)
    XCTAssertEqual(task.message, "boom")
  }

  func testAHintIsGivenOnAWrongAnswerAndOnAMissingOneAlone() throws {
    for verdict in Verdict.allCases {
      let hasHint = try report([result(1, verdict, "so"), result(1, verdict, "so")]).hint != nil
      XCTAssertEqual(hasHint, verdict == .failed || verdict == .notStarted, verdict.words)
    }
  }

  func testATaskIsNotStartedOnlyIfEveryCheckOfItIs() throws {
    XCTAssertEqual(try report([result(1, .notStarted), result(1, .notStarted)]).verdict, .notStarted)
    let mixed = try report([result(1, .passed), result(1, .notStarted, "f() is not written yet")])
    XCTAssertEqual(mixed.verdict, .failed)
    XCTAssertEqual(mixed.message, "f() is not written yet")
    XCTAssertEqual(mixed.score, 5)
  }

  func testATaskWithoutChecksIsTheGradersFault() throws {
    XCTAssertEqual(try report([]).verdict, .graderError)
  }

  func testTheJSONFormIsTheContract() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let results = unit.tasks.map { result($0.number, $0.number == 1 ? .failed : .passed, "no") }
    let data = try JSONEncoder().encode(Scorer.report(on: unit, results))
    let object = try XCTUnwrap(JSONSerialization.jsonObject(with: data) as? [String: Any])
    XCTAssertEqual(Set(object.keys), ["unit", "score", "maxScore", "tasks"])
    XCTAssertEqual(object["unit"] as? String, "03")
    XCTAssertEqual(object["score"] as? Double, 90)
    let tasks = try XCTUnwrap(object["tasks"] as? [[String: Any]])
    for task in tasks {
      XCTAssertEqual(
        Set(task.keys),
        ["id", "name", "verdict", "score", "maxScore", "message", "hint", "carried", "checks"])
    }
    XCTAssertEqual(tasks[0]["message"] as? String, "no")
    XCTAssertTrue(tasks[1]["message"] is NSNull)
  }
}
