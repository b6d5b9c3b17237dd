import CourseCatalog
import XCTest

@testable import GradingEngine

/// The whole way from a submission to its points, with well-meant work.
final class GradingTests: XCTestCase {
  func testTheSolutionGetsEveryPointFromAnySeed() throws {
    let submission = try SlowSubmission()
    for seed in [nil, "1", "another"] {
      let report = try submission.grade(seed: seed)
      XCTAssertEqual(report.score, 100)
      XCTAssertEqual(Set(report.verdicts), [.passed])
    }
  }

  func testStubsGetNoPointAndAreNotStarted() throws {
    let submission = try SlowSubmission()
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    for name in unit.files { try FileManager.default.removeItem(at: submission.file(name)) }
    let report = try submission.grade()
    XCTAssertEqual(report.score, 0)
    XCTAssertEqual(Set(report.verdicts), [.notStarted])
    let message = try XCTUnwrap(report.task(1).message)
    XCTAssertTrue(message.contains("Softmax.swift:") && message.contains("is not written yet"), message)
  }
}
