import ChildProcesses
import Foundation
import GradingProtocol

/// Why the answering process did not answer, and the message for the student.
struct AnswerLoss {
  var verdict: Verdict
  var message: String
  var place: SourcePlace?
  /// Whether the runtime reported the location, even if that is not a line of the student.
  var hasBacktrace = false

  /// Determines how a call ended that returned no frame.
  init(
    _ reply: AnsweringChild.Reply, of child: AnsweringChild, after seconds: Double, _ settings: RunSettings
  ) {
    let folder = settings.stagedFolder.path
    var report: CrashReport?
    switch reply {
    case .ended(let end):
      report = CrashReport(contentsOf: settings.crashReport)
      let diagnosis = CrashDiagnosis(end, report, child.printed.lines, studentFolder: folder)
      (verdict, message) = (diagnosis.verdict, diagnosis.message)
    case .late:
      report = child.reportByAborting(patience: 2)
      (verdict, message) = (.timedOut, Self.lateness(seconds))
    case .beyond(let limit):
      // Code that starts processes or prints without end would continue while the runtime looks for the line.
      if limit == .memory || limit == .processorTime { report = child.reportByAborting(patience: 0.5) }
      (verdict, message) = CrashDiagnosis.words(for: limit, of: settings.limits)
    case .unreadable, .frame:
      (verdict, message) = (.tampered, "the submission wrote on the channel that carries its calls")
    }
    hasBacktrace = report != nil
    place = verdict == .timedOut ? report?.outermostPlace(below: folder) : report?.place(below: folder)
  }

  /// The loss of calls after the submission as a whole has used up its time.
  init(ofAll seconds: Double) {
    verdict = .timedOut
    message =
      "skipped: all checks together have used up their \(String(format: "%g", seconds)) seconds"
  }

  private static func lateness(_ seconds: Double) -> String {
    "no answer within \(String(format: "%g", seconds)) seconds. Does a loop never end?"
  }
}
