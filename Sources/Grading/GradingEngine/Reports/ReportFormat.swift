import Formats

/// The formats for exporting a graded submission.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// A page for the student.
  case markdown
  /// A table with one row per task.
  case csv
  /// The whole record.
  case json
  /// JUnit's XML, which build servers show.
  case junit
  /// Gradescope's `results.json`.
  case gradescope
  /// Exercism's `results.json`, version 3.
  case exercism

  /// A submission's report in this form, with a final line break.
  ///
  /// - Parameter testCode: the source of a check, for a form that shows it.
  /// - Throws: `Complaint` if the format cannot express the result.
  public func text(
    of record: SubmissionRecord, testCode: (GradedCheck) -> String? = { _ in nil }
  ) throws -> String {
    switch self {
    case .markdown: return MarkdownReport(record).text
    case .csv: return TaskTable.header.text + TaskTable.rows(record).map(\.text).joined()
    case .json: return try jsonText(record) + "\n"
    case .junit: return JUnitReport.document([record])
    case .gradescope: return try jsonText(GradescopeReport(record)) + "\n"
    case .exercism: return try jsonText(ExercismReport(record, testCode: testCode)) + "\n"
    }
  }
}
