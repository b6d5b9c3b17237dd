import Formats

/// A table with one row per submission and task, for statistics.
public enum TaskTable {
  /// The names of the columns.
  public static let header = CSVRow([
    "submission", "unit", "task", "name", "verdict", "score", "max_score", "checks_passed", "checks",
    "message",
  ])

  /// The rows of one submission. If the grader failed, the score is empty, never a zero.
  public static func rows(_ record: SubmissionRecord) -> [CSVRow] {
    record.report.units.flatMap { unit in
      unit.tasks.map { task in
        CSVRow([
          record.submission, unit.unit, task.id, task.name, task.verdict.rawValue,
          task.verdict == .graderError ? "" : points(task.score), points(task.maxScore),
          String(task.checks.filter { $0.verdict == .passed }.count), String(task.checks.count),
          task.message ?? "",
        ])
      }
    }
  }
}
