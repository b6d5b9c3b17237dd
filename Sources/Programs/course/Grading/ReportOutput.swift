import CommandSupport
import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// The destination and the format of a report in addition to the normal output, from `--format` and
/// `--output`.
struct ReportOutput {
  let format: ReportFormat
  /// The file; `nil` for standard output.
  let file: URL?

  /// The report the options request; `nil` if they request none.
  ///
  /// Every error that can be found beforehand is reported beforehand: a missing folder should not come up
  /// after a minute of grading.
  ///
  /// - Throws: `Complaint` if the options do not fit together, or the file cannot be written there.
  init?(_ arguments: Arguments, unitCount: Int) throws {
    guard let format = try arguments.choice(.format, of: ReportFormat.self) else {
      guard arguments.string(.output) == nil else {
        throw Complaint("--output needs --format: name the format of the report")
      }
      return nil
    }
    guard !arguments.flag(.json) else {
      throw Complaint("--json and --format both choose the output: give only one")
    }
    guard format != .exercism || unitCount == 1 else {
      throw Complaint("the format of Exercism holds one exercise: name a unit, 'course grade 03'")
    }
    self.format = format
    file = try arguments.string(.output).map(Self.usableFile)
  }

  private static func usableFile(_ path: String) throws -> URL {
    let file = URL(fileURLWithPath: path)
    if file.isFolder {
      throw Complaint("--output names a file, and \(path) is a folder")
    }
    let folder = file.deletingLastPathComponent()
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      throw Complaint("\(path) cannot be written: the folder \(folder.path) does not exist")
    }
    return file
  }

  /// Writes the report.
  ///
  /// - Throws: `Complaint` if the format cannot express the result, `Complaint` if the file cannot be
  ///   written.
  func write(_ record: SubmissionRecord, in layout: CourseLayout) throws {
    let sources = Dictionary(
      uniqueKeysWithValues: record.report.units.compactMap { Course.unit(named: $0.unit) }.compactMap {
        unit in
        (try? SuiteListing(of: unit, in: layout)).map { (unit.suiteModule, $0) }
      })
    let text = try format.text(of: record) { sources[$0.module]?.body(of: $0) }
    guard let file else { return print(text, terminator: "") }
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw Complaint("\(file.path) cannot be written: \(error.localizedDescription)")
    }
  }
}
