import Foundation
import XCTest

@testable import GradingEngine

/// With an instructor's seed nothing comes back that follows from the inputs, whatever a submission tries.
final class SecretInputTests: XCTestCase {
  /// Graded with a secret seed; everything a student is allowed to see.
  private func reported(_ body: String) throws -> (report: UnitReport, text: String) {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import CourseSupport\nimport Foundation\nimport LinearAlgebra",
      in: "RNN.swift")
    try submission.writeStep(body)
    let report = try submission.grade(seed: "autumn")
    return (report, String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  func testWhatIsPrintedStaysInside() throws {
    let (report, text) = try reported(
      #"print("LEAK \(input)"); return state"#)
    XCTAssertEqual(report.task(2).verdict, .failed)
    XCTAssertFalse(text.contains("LEAK"))
  }

  func testAnAnswerIsNotShown() throws {
    let (report, text) = try reported("return matmul(input, weightIH)")
    XCTAssertTrue(
      report.task(2).checks.contains { $0.message?.contains("is …, expected …") ?? false }, text)
    XCTAssertNil(text.range(of: #"-?\d\.\d{3,}"#, options: .regularExpression), text)
  }

  func testAnErrorsTextStaysInside() throws {
    let (report, text) = try reported(
      #"if input.rows > 0 { throw NSError(domain: "LEAK \(input)", code: 1) }"#)
    XCTAssertEqual(report.task(2).verdict, .failed)
    XCTAssertFalse(text.contains("LEAK"), text)
  }

  func testTheTextOfACrashStaysInsideAndItsLineDoesNot() throws {
    try SlowSubmission.requireCrashReports()
    let (report, text) = try reported(#"if input.rows > 0 { fatalError("LEAK \(input)") }"#)
    XCTAssertEqual(report.task(2).verdict, .crashed)
    XCTAssertFalse(text.contains("LEAK"), text)
    XCTAssertTrue(try XCTUnwrap(report.task(2).message).contains("RNN.swift:"), text)
  }

  func testAReasonOfSwiftsOwnIsSaid() throws {
    let (report, _) = try reported("let units = [1, 2]; _ = units[input.rows * 7]")
    XCTAssertTrue(try XCTUnwrap(report.task(2).message).contains("Index out of range"))
  }

  func testAStubsOwnWordsStayInside() throws {
    let (report, text) = try reported(
      #"if input.rows > 0 { throw NotImplemented(function: "LEAK \(input)", file: "LEAK", line: 1) }"#)
    XCTAssertEqual(report.task(2).verdict, .notStarted)
    XCTAssertFalse(text.contains("LEAK"), text)
  }

  func testTheSeedIsNotInTheEnvironment() throws {
    let (_, text) = try reported(
      #"if ProcessInfo.processInfo.environment["COURSE_SEED"] == nil { preconditionFailure() }"#)
    XCTAssertTrue(text.contains("crashed"), text)
  }

  func testARightAnswerStillPasses() throws {
    let submission = try SlowSubmission()
    XCTAssertTrue(try submission.grade(seed: "autumn").isComplete)
  }
}
