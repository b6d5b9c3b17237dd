import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// The table that an instructor imports elsewhere: one row per submission, one column per task.
///
/// A submission that the grader failed on has empty cells, never a zero.
public struct Gradebook: Sendable {
  let units: [CourseUnit]

  /// The gradebook of some units.
  public init(_ units: [CourseUnit]) { self.units = units }

  /// The names of the columns.
  public var header: CSVRow {
    let sums = units.count > 1 ? units.map(\.number) : []
    return CSVRow(
      ["submission", "score", "max_score"] + sums + units.flatMap { $0.tasks.map(\.id) } + ["remarks"])
  }

  /// The row of one submission.
  public func row(_ record: SubmissionRecord) -> CSVRow {
    let reports = units.map { unit in record.report.units.first { $0.unit == unit.number } }
    let failed = reports.contains { $0?.hasGraderError ?? true }
    let sums =
      units.count > 1
      ? reports.map { $0.flatMap { $0.hasGraderError ? nil : points($0.score, isPadded: true) } ?? "" } : []
    let tasks = zip(units, reports).flatMap { unit, report in
      unit.tasks.map { task in cell(report?.tasks.first { $0.id == task.id }) }
    }
    let score = failed ? "" : points(record.report.score, isPadded: true)
    let most = points(Double(units.reduce(0) { $0 + $1.maxScore }))
    return CSVRow([record.submission, score, most] + sums + tasks + [remarks(record)])
  }

  private func cell(_ task: TaskReport?) -> String {
    guard let task, task.verdict != .graderError else { return "" }
    return points(task.score, isPadded: true)
  }

  /// Verdicts that are neither correct nor an ordinary mistake nor untouched.
  private func remarks(_ record: SubmissionRecord) -> String {
    let tasks = record.report.units.flatMap(\.tasks)
      .filter { ![.passed, .failed, .notStarted].contains($0.verdict) }
      .map { "\($0.id) \($0.verdict.words)" }
    let earlier = record.lastScore.map {
      ["an earlier run scored \(points($0.score)) of \(points($0.maxScore)) points"]
    }
    return ((earlier ?? []) + tasks).joined(separator: "; ")
  }
}

/// The gradebook's file during a run: a row is added, in one write, as each submission ends.
final class GradebookFile {
  private let gradebook: Gradebook
  private let store: RecordStore

  /// Begins the file with its header.
  init(_ gradebook: Gradebook, _ store: RecordStore) throws {
    self.gradebook = gradebook
    self.store = store
    try store.write(CSVRow.byteOrderMark + gradebook.header.text, to: store.gradebookFile)
  }

  func add(_ record: SubmissionRecord) throws {
    do {
      let handle = try FileHandle(forWritingTo: store.gradebookFile)
      defer { try? handle.close() }
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(gradebook.row(record).text.utf8))
    } catch {
      throw Complaint(
        "\(store.gradebookFile.path) cannot be written: \(error.systemReason); earlier grades are kept"
      )
    }
  }

  /// Rewrites the file in the order of the names, from the records on disk, one at a time, and the tables for
  /// learning platforms next to it. These have no row for submissions the grader failed on: an empty cell
  /// could erase an earlier grade.
  func finish(_ names: [String]) throws {
    var text = CSVRow.byteOrderMark + gradebook.header.text
    var tables = LearningPlatform.allCases.map { ($0, gradebook.header(for: $0)) }
    for name in names {
      guard let record = store.record(RecordName(name)) else { continue }
      text += gradebook.row(record).text
      guard record.isGraded else { continue }
      for place in tables.indices { tables[place].1 += gradebook.row(record, for: tables[place].0).text }
    }
    try store.write(text, to: store.gradebookFile)
    for (platform, text) in tables { try store.write(text, to: store.file(platform)) }
  }
}
