import GradingEngine
import GradingProtocol

@testable import CourseCatalog

/// Records that were never graded, as unpleasant as students can make them.
package enum ExampleRecord {
  /// A unit that stays unchanged, whatever happens to the course's own unit of this number.
  package static let unit = CourseUnit(
    number: "03", name: "RNN", title: "The recurrent neural network", summary: "", files: [],
    tasks: [
      ("a softmax that does not overflow", 20), ("one step of the recurrent cell", 25),
      ("the prediction from a state", 10), ("the whole forward pass, with its cache", 25),
      ("the same step in stacked form", 20),
    ].enumerated().map { index, task in
      CourseTask(
        id: "03.\(index + 1)", name: task.0, files: [], points: task.1,
        hints: ["Two products, one bias row, one tanh."])
    })

  /// Text with a formula, a tag, the end of a quotation, a color, a bell, the end of CDATA, a fence, two
  /// kinds of line break, a character beyond 16 bits and one that changes the writing direction.
  package static let nasty =
    "=cmd|'/C calc'!A0, \"quoted\"; <script>alert(1)</script> & ]]> \u{1B}[31mred\u{7}\u{0} ``` ` \r\n\r# x 🙂 \u{202E}"

  /// A record with one verdict for each task, and two checks per task; of a failed task one check passes.
  package static func record(
    _ verdicts: [Verdict], named name: String = "ann", message: String = "what went wrong",
    output: String = ""
  ) -> SubmissionRecord {
    var results: [CheckResult] = []
    for (task, verdict) in zip(unit.tasks, verdicts) {
      let second: Verdict = verdict == .failed ? .passed : verdict
      for (verdict, ending) in [(verdict, "it"), (second, "that")] {
        let check = GradedCheck(
          module: unit.suiteModule, className: "StepTests", method: "testTask\(task.number)_\(ending)IsRight")
        results.append(
          CheckResult(
            check: check, verdict: verdict, message: verdict == .passed ? nil : message,
            place: verdict == .crashed ? SourcePlace(file: "03-RNN/RNN.swift", line: 57) : nil,
            output: verdict == .passed ? "" : output))
      }
    }
    return SubmissionRecord(
      submission: name, contentHash: "00", seed: nil,
      report: CourseReport(units: [Scorer.report(on: unit, results)]), seconds: 0.25)
  }

  package static let mixed = record(
    [.passed, .failed, .notStarted, .crashed, .timedOut], message: nasty, output: nasty)
}
