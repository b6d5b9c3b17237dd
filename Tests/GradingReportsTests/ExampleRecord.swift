import CourseCatalog
import GradingEngine
import GradingEvents

/// Records that were never graded, as unpleasant as students can make them.
enum ExampleRecord {
  static let unit = Course.unit(named: "03")!

  /// What would be a formula, a tag, the end of a quotation, a colour, a bell, the end of CDATA, a fence, two kinds of
  /// line break, something beyond 16 bits and what turns the direction of writing.
  static let nasty =
    "=cmd|'/C calc'!A0, \"quoted\"; <script>alert(1)</script> & ]]> \u{1B}[31mred\u{7}\u{0} ``` ` \r\n\r# x 🙂 \u{202E}"

  /// A record with one verdict for each task, and two checks a task; of a failed task one check passes.
  static func record(
    _ verdicts: [Verdict], named name: String = "ann", message: String = "what went wrong",
    output: String = ""
  ) -> SubmissionRecord {
    let results = zip(unit.tasks, verdicts).flatMap { task, verdict in
      [verdict, verdict == .failed ? .passed : verdict].enumerated().map { index, verdict in
        CheckResult(
          check: GradedCheck(
            module: unit.suiteModule, className: "StepTests",
            method: "testTask\(task.number)_\(index == 0 ? "it" : "that")IsRight"),
          verdict: verdict, message: verdict == .passed ? nil : message,
          place: verdict == .crashed ? SourcePlace(file: "03-RNN/RNN.swift", line: 57) : nil,
          output: verdict == .passed ? "" : output)
      }
    }
    return SubmissionRecord(
      submission: name, contentHash: "00", seed: nil,
      report: CourseReport(units: [Scorer.report(on: unit, results)]), seconds: 0.25)
  }

  static let mixed = record(
    [.passed, .failed, .notStarted, .crashed, .timedOut], message: nasty, output: nasty)
}
