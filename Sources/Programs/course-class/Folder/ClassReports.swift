import ChildProcesses
import Formats
import Foundation
import GradingEngine

/// All reports built from a class's records, in one pass.
///
/// | name | holds |
/// |---|---|
/// | `reports/NAME.md` | the page for each student |
/// | `tasks.csv` | one row per submission and task |
/// | `junit.xml` | one suite per submission and unit |
/// | `analysis.txt`, `analysis.html` | the item analysis |
///
/// Each file is written under a temporary name and renamed, so it is either complete or absent.
public struct ClassReports: Sendable {
  private let records: RecordFolder

  /// The reports of the records in a folder.
  ///
  /// - Throws: `Complaint` if there are none.
  public init(recordsIn folder: URL) throws { records = try RecordFolder(folder) }

  /// Writes all reports into a folder, which is created if missing.
  ///
  /// - Returns: the item analysis.
  /// - Throws: `Complaint` if a record cannot be read or a file cannot be written.
  @discardableResult
  public func write(to folder: URL) throws -> ItemAnalysis {
    let pages = folder.appendingPathComponent("reports")
    try makeFolder(pages)
    let tasks = Draft(of: folder.appendingPathComponent("tasks.csv"))
    let junit = Draft(of: folder.appendingPathComponent("junit.xml"))
    var analysis = ItemAnalysis()
    try tasks.append(CSVRow.byteOrderMark + TaskTable.header.text)
    try junit.append(JUnitReport.opening)
    try records.forEach { record, name in
      try writeWhole(MarkdownReport(record).text, to: pages.appendingPathComponent("\(name).md"))
      try tasks.append(TaskTable.rows(record).map(\.text).joined())
      try junit.append(JUnitReport.suites(record))
      analysis.add(record)
    }
    try tasks.finish()
    try junit.append(JUnitReport.closing)
    try junit.finish()
    try writeWhole(AnalysisText(analysis).text, to: folder.appendingPathComponent("analysis.txt"))
    try writeWhole(AnalysisPage(analysis).html, to: folder.appendingPathComponent("analysis.html"))
    return analysis
  }

  /// Only the item analysis; nothing is written.
  ///
  /// - Throws: `Complaint` if a record cannot be read.
  public func analysis() throws -> ItemAnalysis {
    var analysis = ItemAnalysis()
    try records.forEach { record, _ in analysis.add(record) }
    return analysis
  }

  private func makeFolder(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Complaint("\(folder.path) cannot be created: \(error.localizedDescription)")
    }
  }
}
