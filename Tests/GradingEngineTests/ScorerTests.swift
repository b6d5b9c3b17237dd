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
    XCTAssertEqual(task.score, 7)
    XCTAssertEqual(task.maxScore, 10)
    XCTAssertEqual(task.verdict, .failed)
    XCTAssertEqual(task.message, "no")
    XCTAssertNotNil(task.hint)
  }

  func testAReportOfOneTaskHoldsThatTaskAlone() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let report = Scorer.report(on: unit, [result(4, .passed), result(4, .failed, "no")], only: unit.tasks[3])
    XCTAssertEqual(report.tasks.map(\.id), ["03.4"])
    XCTAssertEqual(report.maxScore, 25)
    XCTAssertEqual(report.tasks[0].message, "no", "nothing is said of tasks that were not graded")
    XCTAssertFalse(report.hasGraderError)
  }

  func testPointsAreWholeAndAllOrNoneOnlyWhereAllOrNoChecksPass() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let task = unit.tasks[0]  // 10 points
    func points(_ passed: Int, of count: Int) -> Double {
      Scorer.points(of: task, (0..<count).map { result(1, $0 < passed ? .passed : .failed, "no") })
    }
    XCTAssertEqual((0...7).map { points($0, of: 7) }, [0, 1, 3, 4, 6, 7, 9, 10])
    XCTAssertEqual([points(1, of: 40), points(39, of: 40)], [1, 9])
    XCTAssertEqual(Scorer.points(of: task, []), 0)
  }

  func testACheckWeighsWhatItsNameSays() throws {
    func check(_ method: String) -> GradedCheck { GradedCheck(module: "M", className: "C", method: method) }
    let names = [
      "testTask2x3_x", "testTask12x10_aBoxX2", "testTask2_2x3IsAShape", "testTask2x_x", "testTask2x0_x",
    ]
    XCTAssertEqual(names.map { check($0).weight }, [3, 10, 1, 1, 1])
    XCTAssertEqual(names.map { check($0).taskNumber }, [2, 12, 2, 2, 2])
    XCTAssertEqual(check("testTask2x3_theMainThing").title, "the main thing")

    let task = try XCTUnwrap(Course.unit(named: "03")).tasks[0]  // 10 points
    func points(_ main: Verdict, _ edges: [Verdict]) -> Double {
      Scorer.points(
        of: task,
        [CheckResult(check: check("testTask1x3_main"), verdict: main)]
          + edges.enumerated().map { CheckResult(check: check("testTask1_edge\($0)"), verdict: $1) })
    }
    XCTAssertEqual(points(.passed, [.passed, .passed]), 10)
    XCTAssertEqual(points(.passed, [.failed, .failed]), 6)
    XCTAssertEqual(points(.failed, [.passed, .passed]), 4)
    XCTAssertEqual(points(.failed, [.passed, .failed]), 2)
    XCTAssertEqual(points(.passed, [.passed, .failed]), 8)
    XCTAssertEqual(points(.failed, [.failed, .failed]), 0)
  }

  /// The report of a unit with the given end of task 1, task 4 (which builds on it) with this advice, and all
  /// others passed.
  private func fourthTask(first: Verdict, _ advice: [Advice]) throws -> TaskReport {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    var fourth = result(4, .failed, "It is 2.")
    fourth.advice = advice
    let others = unit.tasks.filter { ![1, 4].contains($0.number) }.map { result($0.number, .passed) }
    return Scorer.report(on: unit, [result(1, first, "no"), fourth] + others).tasks[3]
  }

  func testASentenceOnAnotherTaskIsSaidOnlyWhereThatOneDidNotPass() throws {
    let advice = [Advice("Task 1 has no shift.", .known, task: 1), Advice("Look at the loop.", .hint)]
    XCTAssertEqual(try fourthTask(first: .failed, advice).message, "It is 2. Task 1 has no shift.")
    XCTAssertEqual(try fourthTask(first: .passed, advice).message, "It is 2. Look at the loop.")
    XCTAssertNil(try fourthTask(first: .passed, advice).checks[0].advice)
  }

  func testATaskBelowThatDidNotPassComesBeforeAHint() throws {
    let hint = [Advice("Look at the loop.", .hint)]
    XCTAssertEqual(
      try fourthTask(first: .failed, hint).message,
      "It is 2. It builds on task 03.1, which is not right yet: correct that first.")
    XCTAssertEqual(
      try fourthTask(first: .notStarted, []).message,
      "It is 2. It builds on task 03.1, which is not written yet: correct that first.")
    let own = [Advice("H_0 is missing.", .known)] + hint
    XCTAssertEqual(try fourthTask(first: .failed, own).message, "It is 2. H_0 is missing.")
  }

  func testTheCheckThatKnowsSpeaks() throws {
    var (first, second, third) = (
      result(1, .failed, "a."), result(1, .failed, "b."), result(1, .failed, "c.")
    )
    first.advice = [Advice("Look.", .hint)]
    second.advice = [Advice("It seems transposed.", .likely)]
    XCTAssertEqual(try report([first, second]).message, "b. It seems transposed.")
    third.advice = [Advice("The bias is missing.", .known)]
    let task = try report([first, second, third])
    XCTAssertEqual(task.message, "c. The bias is missing.")
    XCTAssertEqual(task.speaker?.message, task.message)
    let crashed = try report([result(1, .crashed, "boom"), third])
    XCTAssertEqual(crashed.verdict, .crashed)
    XCTAssertEqual(crashed.message, "c. The bias is missing.")
  }

  func testTheHintIsTheOneThatFits() throws {
    let unit = try XCTUnwrap(Course.unit(named: "04"))
    let task = try XCTUnwrap(unit.tasks.first)
    func hint(_ message: String) -> String? {
      Scorer.report(
        on: unit, unit.tasks.map { result($0.number, $0.number == 1 ? .failed : .passed, message) }
      )
      .tasks[0].hint
    }
    XCTAssertEqual(hint("no"), task.hints[0])
    XCTAssertEqual(hint("the gradients are not prediction minus truth"), task.hints[1])
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

  func testAHintIsGivenWhereTheFileCompiles() throws {
    for verdict in Verdict.allCases {
      let hasHint = try report([result(1, verdict, "so"), result(1, verdict, "so")]).hint != nil
      let isHelped: Set<Verdict> = [.failed, .notStarted, .crashed, .timedOut, .outOfMemory]
      XCTAssertEqual(hasHint, isHelped.contains(verdict), verdict.words)
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
