import Foundation
import GradingExamples
import XCTest

@testable import GradingEngine
@testable import course_class

final class ClassReportsTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "class-\(UUID().uuidString)")
  private var records: URL { folder.appendingPathComponent("records") }

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(at: records, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func keep(_ record: SubmissionRecord, as name: String) throws {
    try JSONEncoder().encode(record).write(to: records.appendingPathComponent("\(name).json"))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  func testAllReportsAreMadeInOnePass() throws {
    try keep(ExampleRecord.mixed, as: "ann")
    try keep(ExampleRecord.record([.passed, .failed], named: ExampleRecord.nasty), as: "bob-1")
    let analysis = try ClassReports(recordsIn: records).write(to: folder)
    XCTAssertEqual(analysis.submissionCount, 2)
    XCTAssertEqual(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)),
      ["records", "reports", "tasks.csv", "junit.xml", "analysis.txt", "analysis.html"])
    XCTAssertEqual(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("reports").path)),
      ["ann.md", "bob-1.md"])
    XCTAssertEqual(JUnitSchema.violations(in: try XMLNode.root(of: text("junit.xml"))), [])
    XCTAssertEqual(try text("tasks.csv").components(separatedBy: "\r\n").count, 1 + 5 + 5 + 1)
    XCTAssertTrue(try text("analysis.txt").hasPrefix("2 submissions\n"))
  }

  func testThePageNeedsNoNetworkAndRunsNothing() throws {
    try keep(ExampleRecord.mixed, as: "a")
    try keep(ExampleRecord.mixed, as: "b")
    try ClassReports(recordsIn: records).write(to: folder)
    let page = try text("analysis.html")
    XCTAssertEqual(page.components(separatedBy: "<svg ").count - 1, 2)
    for word in ["<script", "src=", "href=", "@import", "url(", "\u{1B}"] {
      XCTAssertFalse(page.contains(word), word)
    }
    for address in page.components(separatedBy: "http").dropFirst() {
      XCTAssertTrue(
        address.hasPrefix("://www.w3.org/2000/svg") || address.hasPrefix("-equiv"), String(address.prefix(40))
      )
    }
  }

  func testARecordThatCannotBeReadIsNamedAndNothingIsLeftBehind() throws {
    try keep(ExampleRecord.mixed, as: "ann")
    try Data("{}".utf8).write(to: records.appendingPathComponent("bob.json"))
    XCTAssertThrowsError(try ClassReports(recordsIn: records).write(to: folder)) { error in
      XCTAssertTrue("\(error)".contains("bob.json"), "\(error)")
    }
    XCTAssertEqual(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)), ["records", "reports"])
  }

  func testAFolderWithoutRecordsIsRefused() {
    XCTAssertThrowsError(try ClassReports(recordsIn: records))
    XCTAssertThrowsError(try ClassReports(recordsIn: folder.appendingPathComponent("none")))
  }
}
