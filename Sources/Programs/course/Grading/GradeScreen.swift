import CommandSupport
import CourseCatalog
import Formats
import Foundation
import GradingEngine
import GradingProtocol

/// A report, laid out for a terminal: one line per task, below it the errors, then the sum and the next step.
struct GradeScreen {
  let terminal: Terminal
  /// How the user calls the command, `swift run course`.
  let command: String
  /// Whether the exercise is the user's own, so a next step makes sense.
  let isOwn: Bool

  /// The whole screen.
  func text(_ report: UnitReport) -> String {
    let unit = Course.unit(named: report.unit)
    var lines = [terminal.bold("\(report.unit) \(unit?.title ?? "")"), ""]
    for (index, task) in report.tasks.enumerated() {
      lines.append(headline(task))
      // A message that applies to every task, such as one compile error, is shown once.
      let repeats = index > 0 && task.message == report.tasks[index - 1].message
      if !repeats || task.verdict == .notStarted { lines += details(task).map { "        " + $0 } }
    }
    let notes = (report.notes ?? []).flatMap { wrapped($0.printableLine + ".") }
    if !notes.isEmpty { lines += [""] + notes.map { "  " + $0 } }
    lines += ["", "\(points(report.score)) of \(points(report.maxScore)) points."]
    if isOwn, let step = nextStep(report) { lines.append(step) }
    return lines.joined(separator: "\n")
  }

  private func headline(_ task: TaskReport) -> String {
    let share = "\(points(task.score)) of \(points(task.maxScore))"
    let padding = String(repeating: " ", count: max(0, 10 - share.count))
    let mark = isCarried(task) ? terminal.green("~") : mark(task.verdict)
    let (words, painted, rest) = verdict(task)
    let start = "\(task.id)  \(padding)\(share)  "
    let lines = wrap("\(task.name): \(words)\(rest)", width: width - start.count - 4)
    let text =
      lines.count == 1
      ? "\(task.name): \(painted)\(rest)"
      : lines.joined(separator: "\n" + String(repeating: " ", count: start.count + 4))
    return "  \(mark) \(start)\(text)"
  }

  /// Whether the points are those of the task with the reference instead of the tasks it builds on.
  private func isCarried(_ task: TaskReport) -> Bool {
    task.verdict != .passed && task.score > 0 && task.carried?.score == task.score
  }

  private func mark(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: return terminal.green("✓")
    case .notStarted: return terminal.dim("·")
    default: return terminal.red("✗")
    }
  }

  /// The verdict in words, the same in its color, and how many checks pass if that adds anything.
  private func verdict(_ task: TaskReport) -> (words: String, painted: String, rest: String) {
    let passed = task.checks.filter { $0.verdict == .passed }.count
    func share(_ passed: Int) -> String { " (\(passed) of \(task.checks.count) pass)" }
    if isCarried(task), let carried = task.carried {
      let words = "counted with a correct \(carried.with.joined(separator: ", "))"
      return (words, terminal.green(words), share(carried.passed))
    }
    let words = task.verdict.words
    switch task.verdict {
    case .passed: return (words, terminal.green(words), "")
    case .notStarted: return (words, terminal.dim(words), "")
    default: return (words, terminal.red(words), passed > 0 ? share(passed) : "")
    }
  }

  /// The check that represents the task, its message, the printed output, and a hint.
  private func details(_ task: TaskReport) -> [String] {
    guard task.verdict != .passed, let message = task.message else { return [] }
    let carried = task.carriedSentence.map(wrapped)?.map(terminal.green) ?? []
    if isCarried(task), task.carried?.passed == task.checks.count { return carried }
    if task.verdict == .notStarted { return wrapped("\(message)") + carried }
    let isOfOneCheck = ![.doesNotCompile, .signatureChanged, .graderError].contains(task.verdict)
    let check = task.speaker
    var lines = isOfOneCheck ? check.map { wrapped("Check: \($0.check.title)") } ?? [] : []
    lines += message.components(separatedBy: "\n").flatMap(wrapped)
    if isOfOneCheck, let output = check?.output, !output.isEmpty {
      lines.append("Your code printed:")
      lines += output.components(separatedBy: "\n").map { terminal.dim("  " + $0) }
    }
    return lines + (carried.isEmpty ? help(task) : carried)
  }

  /// The hint that came with the report: there is none if the error that stopped the checks already names the
  /// way out.
  private func help(_ task: TaskReport) -> [String] { task.hint.map { wrapped("Hint: \($0)") } ?? [] }

  private func nextStep(_ report: UnitReport) -> String? {
    // The points of a single task are not kept.
    let isPart = report.tasks.count == 1
    guard let task = report.tasks.first(where: { $0.verdict != .passed }) else {
      return isPart
        ? "This task is correct. For the points of the whole chapter: \(command) grade \(report.unit)"
        : terminal.green("Everything is correct.")
    }
    let again = "\(command) grade \(isPart ? task.id : report.unit)"
    switch task.verdict {
    case .graderError: return "The grader failed, so this result does not reflect your work."
    case .doesNotCompile, .signatureChanged:
      return "Nothing could be checked yet. Fix this, then run again: \(again)"
    default: return "Next: task \(task.id), \(task.name). Then run again: \(again)"
    }
  }

  /// As wide as the terminal, but no wider than reads well.
  private var width: Int { min(terminal.width, 110) }

  private func wrapped(_ text: String) -> [String] { wrap(text, width: width - 8) }
}
