import CourseCatalog
import XCTest

@testable import GradingEngine

final class SubmissionRecordTests: XCTestCase {
  func testARecordSurvivesItsFile() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let results = unit.tasks.map { task in
      CheckResult(
        check: GradedCheck(module: "M", className: "C", method: "testTask\(task.number)_itIsRight"),
        verdict: task.number == 2 ? .crashed : .passed, message: task.number == 2 ? "boom \u{1}" : nil,
        place: task.number == 2 ? SourcePlace(file: "F.swift", line: 3) : nil, output: "printed\n")
    }
    let record = SubmissionRecord(
      submission: "Zoë, =1+1", contentHash: "00ff", seed: "spring",
      report: CourseReport(units: [Scorer.report(on: unit, results)]),
      fingerprints: [
        SourceFingerprint(
          file: "03-RNN/F.swift", exact: "a", normalized: "b", tokenCount: 3, origin: .own)
      ],
      seconds: 0.25)
    let data = try JSONEncoder().encode(record)
    XCTAssertEqual(try JSONDecoder().decode(SubmissionRecord.self, from: data), record)
  }
}
