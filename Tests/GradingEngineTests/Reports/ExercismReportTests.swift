import CourseCatalog
import Formats
import GradingExamples
import GradingProtocol
import XCTest

@testable import GradingEngine

/// Checked against version 3 of Exercism's interface of test runners.
final class ExercismReportTests: XCTestCase {
  private func object(_ record: SubmissionRecord) throws -> [String: Any] {
    let text = try ReportFormat.exercism.text(of: record) { "check(\($0.taskNumber))" }
    return try XCTUnwrap(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func violations(_ object: [String: Any]) -> [String] {
    var found: [String] = []
    func require(_ holds: Bool, _ what: String) { if !holds { found.append(what) } }
    require(Set(object.keys).isSubset(of: ["version", "status", "message", "tests"]), "keys")
    require(object["version"] as? Int == 3, "version")
    let status = object["status"] as? String ?? ""
    require(["pass", "fail", "error"].contains(status), "status")
    require((status == "error") == (object["message"] is String), "message where and only where error")
    require((object["message"] as? String ?? "").utf8.count <= 65_535, "length of message")
    let tests = object["tests"] as? [[String: Any]] ?? []
    require(object["tests"] is [[String: Any]], "tests")
    let statuses = tests.map { $0["status"] as? String ?? "" }
    require(statuses.allSatisfy(["pass", "fail", "error"].contains), "status of a test")
    if status != "error" {
      require(
        (status == "pass") == statuses.allSatisfy { $0 == "pass" }, "pass and fail follow from the tests")
    }
    for test in tests {
      require(
        Set(test.keys).isSubset(of: ["name", "test_code", "status", "message", "output", "task_id"]), "keys")
      require(test["name"] is String && test["task_id"] is Int, "types")
      require((test["output"] as? String ?? "").unicodeScalars.count <= 500, "length of output")
    }
    return found
  }

  func testTheReportFollowsTheInterface() throws {
    let records: [SubmissionRecord] = [
      ExampleRecord.mixed, ExampleRecord.record(Array(repeating: .passed, count: 5)),
      ExampleRecord.record(Array(repeating: .doesNotCompile, count: 5), message: "expected '}'"),
      ExampleRecord.record([.failed], output: String(repeating: "🙂\u{1B}", count: 40_000)),
      ExampleRecord.record([.doesNotCompile], message: String(repeating: "ü", count: 99_000)),
    ]
    for record in records { XCTAssertEqual(violations(try object(record)), []) }
  }

  func testTheOverallStatus() throws {
    func status(_ verdicts: [Verdict]) throws -> String? {
      try object(ExampleRecord.record(verdicts))["status"] as? String
    }
    XCTAssertEqual(try status([.passed, .passed]), "pass")
    XCTAssertEqual(try status([.passed, .notStarted]), "fail")
    XCTAssertEqual(try status([.crashed, .timedOut]), "fail")
    XCTAssertEqual(try status([.doesNotCompile, .doesNotCompile]), "error")
    XCTAssertEqual(try status([.doesNotCompile, .passed]), "fail")
    XCTAssertEqual(try status([.graderError, .passed]), "error")
  }

  func testTestsComeInTheOrderOfTheTasksWithTheirCode() throws {
    let tests = try XCTUnwrap(object(ExampleRecord.mixed)["tests"] as? [[String: Any]])
    XCTAssertEqual(tests.map { $0["task_id"] as? Int }, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    XCTAssertEqual(tests[2]["test_code"] as? String, "check(2)")
    XCTAssertEqual(tests[2]["message"] as? String, ExampleRecord.nasty.printable)
  }

  func testSeveralUnitsAreRefused() {
    var record = ExampleRecord.mixed
    record.report = CourseReport(units: record.report.units + record.report.units)
    XCTAssertThrowsError(try ReportFormat.exercism.text(of: record))
  }

  func testTheBodiesOfAllChecksAreFound() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    var count = 0
    for unit in Course.units {
      let suite = try SuiteListing(of: unit, in: layout)
      for check in suite.checks {
        XCTAssertTrue(try XCTUnwrap(suite.body(of: check), check.identifier).contains("try grade {"))
        count += 1
      }
    }
    XCTAssertGreaterThan(count, Course.units.count)
  }
}
