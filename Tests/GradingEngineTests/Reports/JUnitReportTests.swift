import Formats
import GradingExamples
import XCTest

@testable import GradingEngine

final class JUnitReportTests: XCTestCase {
  private func root() throws -> XMLNode {
    let records = [ExampleRecord.mixed, ExampleRecord.record([.doesNotCompile], named: ExampleRecord.nasty)]
    return try XMLNode.root(of: JUnitReport.document(records))
  }

  func testTheDocumentFollowsTheSchema() throws {
    XCTAssertEqual(JUnitSchema.violations(in: try root()), [])
  }

  func testTheSchemaFindsWhatIsWrong() throws {
    let wrong = try XMLNode.root(
      of:
        "<testsuites><testsuite name='a' tests='1' failures='0' time='1e3'>x<testcase skipped='1'/></testsuite></testsuites>"
    )
    XCTAssertEqual(
      Set(JUnitSchema.violations(in: wrong)),
      [
        "<testsuite> has no errors", "<testsuite> holds text", "time=\"1e3\"", "<testcase> has no name",
        "<testcase> has skipped",
      ])
  }

  func testTheCountsAreThoseOfTheCases() throws {
    for suite in try root().children {
      for (attribute, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
        let found = suite.all.filter { $0.name == element }.count
        XCTAssertEqual(suite.attributes[attribute], String(found), attribute)
      }
      XCTAssertEqual(suite.attributes["tests"], String(suite.all.filter { $0.name == "testcase" }.count))
    }
  }

  func testVerdictsBecomeWhatABuildServerKnows() throws {
    let suite = try root().children[0]
    let kinds = suite.children.filter { $0.name == "testcase" }.map { $0.children.first?.name ?? "passed" }
    XCTAssertEqual(
      kinds,
      ["passed", "passed", "failure", "passed", "skipped", "skipped", "error", "error", "error", "error"])
  }

  func testWhatAStudentPrintsSurvivesAsText() throws {
    let output = try XCTUnwrap(root().all.first { $0.name == "system-out" })
    XCTAssertEqual(output.text, ExampleRecord.nasty.printable)
    let failure = try XCTUnwrap(root().all.first { $0.name == "failure" })
    XCTAssertEqual(failure.attributes["message"], ExampleRecord.nasty.printable)
  }
}
