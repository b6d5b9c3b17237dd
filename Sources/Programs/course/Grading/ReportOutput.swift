import CommandSupport
import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// Where and in which form a report goes besides the screen, as `--format` and `--output` say.
struct ReportOutput {
  let format: ReportFormat
  /// The file; `nil` for standard output.
  let file: URL?

  /// What the options ask for; `nil` where they ask for nothing.
  ///
  /// Everything that can be known before is refused before: nobody wants to hear after a minute of grading that a
  /// folder is missing.
  ///
  /// - Throws: `Complaint` where the options do not fit, or the file cannot be there.
  init?(_ arguments: Arguments, unitCount: Int) throws {
    guard let format = try arguments.choice(.format, of: ReportFormat.self) else {
      guard arguments.string(.output) == nil else {
        throw Complaint("--output needs --format: say in which form the report is to be written")
      }
      return nil
    }
    guard !arguments.flag(.json) else {
      throw Complaint("--json and --format are two ways to say one thing: leave one of them out")
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
      throw Complaint("\(path) cannot be written: there is no folder \(folder.path) to write to")
    }
    return file
  }

  /// Writes the report.
  ///
  /// - Throws: `Complaint` where the form cannot say what came out, `Complaint` where the file cannot be
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
