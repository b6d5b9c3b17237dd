import CommandSupport
import Foundation
import GradingEngine
import XCTest

@testable import course

final class ReportOutputTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "report-\(UUID().uuidString)")

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func output(_ words: String..., unitCount: Int = 1) throws -> ReportOutput? {
    try ReportOutput(Arguments(parsing: words, for: .grade), unitCount: unitCount)
  }

  func testWithoutOptionsThereIsOnlyTheScreen() throws { XCTAssertNil(try output("03")) }

  func testAFormatGoesToStandardOutputUnlessAFileIsNamed() throws {
    XCTAssertNil(try XCTUnwrap(output("--format", "csv")).file)
    let path = folder.appendingPathComponent("new.xml").path
    let report = try XCTUnwrap(output("--format", "junit", "--output", path))
    XCTAssertEqual(report.format, .junit)
    XCTAssertEqual(report.file?.path, path)
  }

  func testWhatCannotBeIsRefusedBeforeAnythingIsGraded() {
    for words in [
      ["--output", "x"], ["--format", "pdf"], ["--format", "csv", "--json"],
      ["--format", "csv", "--output", folder.path],
      ["--format", "csv", "--output", folder.appendingPathComponent("no/x.csv").path],
    ] {
      XCTAssertThrowsError(
        try ReportOutput(Arguments(parsing: words, for: .grade), unitCount: 1), words.joined(separator: " "))
    }
    XCTAssertThrowsError(try output("--format", "exercism", unitCount: 12))
  }

  func testTheHelpNamesEveryFormat() throws {
    let help = try XCTUnwrap(Verb.grade.options.first { $0.name == .format }?.help)
    for format in ReportFormat.allCases { XCTAssertTrue(help.contains(format.rawValue), format.rawValue) }
  }
}
