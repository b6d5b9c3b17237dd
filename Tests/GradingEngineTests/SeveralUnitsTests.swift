import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

final class SeveralUnitsTests: XCTestCase {
  /// If the grader fails in one unit, the reports on the others are not lost.
  func testAFailureStaysInItsUnit() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("units-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let units = ["03", "04"].compactMap { Course.unit(named: $0) }
    let folder = root.appendingPathComponent("work/03-RNN")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let layout = CourseLayout(root: root)
    let submission = try Submission(path: root.appendingPathComponent("work").path, in: layout)
    let reports = Grader(layout).grade(units, of: submission)
    XCTAssertEqual(reports.map(\.unit), ["03", "04"])
    for report in reports {
      XCTAssertTrue(report.hasGraderError)
      XCTAssertNotNil(report.tasks.first?.message)
    }
  }
}
