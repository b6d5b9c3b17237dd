import Formats
import GradingProtocol

/// The feedback on a task that has not passed: one entry for all checks that ended in the same way.
struct TaskFeedback {
  /// The checks that ended alike.
  struct Entry: Equatable {
    /// The sentences of the checks; empty if it is not about a check, as for a file that does not compile.
    var titles: [String]
    var verdict: Verdict
    var message: String
    var place: String?
    /// The output printed during the first check.
    var output: String
  }

  let entries: [Entry]
  /// How many of the checks pass.
  let passed: Int
  let total: Int
  let hint: String?

  init(_ task: TaskReport) {
    passed = task.checks.filter { $0.verdict == .passed }.count
    total = task.checks.count
    hint = task.hint
    entries = task.checks.filter { $0.verdict != .passed }.reduce(into: []) { entries, check in
      Self.add(check, to: &entries)
    }
  }

  private static func add(_ check: CheckResult, to entries: inout [Entry]) {
    let place = check.place.map(\.description)
    let message = check.message ?? check.verdict.words
    let isOld = entries.firstIndex {
      $0.verdict == check.verdict && $0.message == message && $0.place == place
    }
    guard let isOld else {
      let titles = concernsTheWholeTask(check.verdict) ? [] : [check.check.title]
      entries.append(
        Entry(titles: titles, verdict: check.verdict, message: message, place: place, output: check.output))
      return
    }
    if !concernsTheWholeTask(check.verdict) { entries[isOld].titles.append(check.check.title) }
  }

  private static func concernsTheWholeTask(_ verdict: Verdict) -> Bool {
    [.doesNotCompile, .signatureChanged, .graderError].contains(verdict)
  }

  /// As plain text, for a page that shows it verbatim.
  var text: String {
    var lines: [String] = []
    for entry in entries {
      lines += entry.titles.map { "Check: \($0)" }
      lines.append((entry.place.map { "\($0): " } ?? "") + entry.message)
      if !entry.output.isEmpty {
        lines.append("Your code printed:")
        lines += entry.output.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      }
      lines.append("")
    }
    if let hint { lines.append("Hint: \(hint)") }
    return lines.joined(separator: "\n").printable
  }
}
