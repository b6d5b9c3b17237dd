import CourseCatalog
import Formats

/// A page for the student: the points of every task, and how to get the missing ones.
public struct MarkdownReport: Sendable {
  private let record: SubmissionRecord

  /// The page of a submission.
  public init(_ record: SubmissionRecord) { self.record = record }

  /// The whole page.
  public var text: String {
    let report = record.report
    let sum = "**\(points(report.score)) of \(points(report.maxScore)) points**"
    let parts = ["# \(MarkdownText.paragraph(record.submission))", sum] + report.units.flatMap(unit)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func unit(_ report: UnitReport) -> [String] {
    let title = Course.unit(named: report.unit)?.title ?? ""
    let rows = report.tasks.map { task in
      "| \(task.id) | \(MarkdownText.paragraph(task.name)) | \(points(task.score)) of \(points(task.maxScore)) "
        + "| \(task.verdict.words) |"
    }
    let table = ["| task | what | points | result |", "|---|---|---:|---|"] + rows
    let heading = "## \(report.unit) \(title): \(points(report.score)) of \(points(report.maxScore))"
    return [heading, table.joined(separator: "\n")]
      + report.tasks.filter { $0.verdict != .passed && $0.verdict != .notStarted }.flatMap(task)
      + notStarted(report) + (report.notes ?? []).map { MarkdownText.paragraph($0.printableLine) + "." }
  }

  private func task(_ report: TaskReport) -> [String] {
    let feedback = TaskFeedback(report)
    var parts = ["### \(report.id) \(MarkdownText.paragraph(report.name)): \(report.verdict.words)"]
    if report.verdict == .graderError {
      parts.append("The grader failed here. This does not reflect your work.")
    } else if feedback.passed > 0 {
      parts.append("\(feedback.passed) of \(feedback.total) checks pass.")
    }
    for entry in feedback.entries { parts += self.entry(entry) }
    if let hint = feedback.hint { parts.append("**Hint:** \(MarkdownText.paragraph(hint))") }
    return parts
  }

  private func entry(_ entry: TaskFeedback.Entry) -> [String] {
    var parts: [String] = []
    if !entry.titles.isEmpty {
      parts.append("Check: " + entry.titles.map { "*\(MarkdownText.paragraph($0))*" }.joined(separator: ", "))
    }
    if let place = entry.place { parts.append(MarkdownText.paragraph("\(place):")) }
    let isOneLine = !entry.message.contains { $0.isNewline }
    parts.append(isOneLine ? MarkdownText.paragraph(entry.message) : MarkdownText.block(entry.message))
    if !entry.output.isEmpty { parts += ["Your code printed:", MarkdownText.block(entry.output)] }
    return parts
  }

  private func notStarted(_ report: UnitReport) -> [String] {
    let open = report.tasks.filter { $0.verdict == .notStarted }
    guard !open.isEmpty else { return [] }
    // If no check was run, there is one reason for all, such as an archive that cannot be opened.
    let reasons = Set(open.map(\.message))
    let reason = open.count == report.tasks.count && open.allSatisfy(\.checks.isEmpty) ? reasons.first : nil
    let list = "Not started yet: \(open.map(\.id).joined(separator: ", "))."
    guard reasons.count == 1, let text = reason ?? nil else { return [list] }
    return ["\(MarkdownText.paragraph(text)).", list]
  }
}
