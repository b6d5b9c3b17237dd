import GradingExamples
import XCTest

@testable import GradingEngine

/// Checked against the keys, types and words of Gradescope's autograder specification.
final class GradescopeReportTests: XCTestCase {
  private static let words = (
    visibility: Set(["visible", "hidden", "after_due_date", "after_published"]),
    format: Set(["text", "html", "simple_format", "md", "ansi"]), status: Set(["passed", "failed"])
  )

  private func object() throws -> [String: Any] {
    let text = try ReportFormat.gradescope.text(of: ExampleRecord.mixed)
    return try XCTUnwrap(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func isWord(_ value: Any?, _ words: Set<String>) -> Bool {
    (value as? String).map(words.contains) ?? false
  }

  func testTheTopLevelFollowsTheSpecification() throws {
    let object = try object()
    let known: Set = [
      "score", "execution_time", "output", "output_format", "visibility", "stdout_visibility", "extra_data",
      "tests",
      "leaderboard",
    ]
    XCTAssertEqual(Set(object.keys).subtracting(known), [])
    XCTAssertEqual(object["score"] as? Double, 33)
    XCTAssertEqual(object["execution_time"] as? Double, 0.25)
    XCTAssertTrue(isWord(object["output_format"], Self.words.format))
    XCTAssertTrue(isWord(object["visibility"], Self.words.visibility))
    XCTAssertEqual(object["stdout_visibility"] as? String, "hidden")
  }

  func testEveryTaskIsATest() throws {
    let tests = try XCTUnwrap(object()["tests"] as? [[String: Any]])
    XCTAssertEqual(tests.map { $0["number"] as? String }, ["03.1", "03.2", "03.3", "03.4", "03.5"])
    XCTAssertEqual(tests.map { $0["score"] as? Double }, [20, 13, 0, 0, 0])
    XCTAssertEqual(tests.compactMap { $0["max_score"] as? Double }.reduce(0, +), 100)
    for test in tests {
      let known: Set = [
        "score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags",
        "visibility", "extra_data",
      ]
      XCTAssertEqual(Set(test.keys).subtracting(known), [])
      XCTAssertTrue(isWord(test["status"], Self.words.status))
      XCTAssertTrue(isWord(test["visibility"], Self.words.visibility))
      XCTAssertTrue(isWord(test["output_format"], Self.words.format))
      XCTAssertTrue(test["name"] is String && test["output"] is String && test["tags"] is [String])
    }
    XCTAssertEqual(tests.map { $0["status"] as? String }, ["passed", "failed", "failed", "failed", "failed"])
  }

  func testAGraderErrorIsNoReportAtAll() {
    let broken = ExampleRecord.record([.passed, .graderError], message: "no compiler")
    XCTAssertThrowsError(try ReportFormat.gradescope.text(of: broken)) { error in
      XCTAssertTrue("\(error)".contains("task 03.2") && "\(error)".contains("no compiler"), "\(error)")
    }
  }
}
