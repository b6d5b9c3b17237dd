import CommandSupport
import CourseCatalog
import Formats

extension Action {
  /// `course hint [TASK]`.
  static let hint = Action(.hint) { arguments in
    let layout = try CourseLayout.current()
    let choice = try arguments.taskOrUnit()
    guard let task = choice?.task ?? nextTask(choice?.unit, layout) else {
      print("Every task has passed: there is nothing to hint at.")
      return .done
    }
    var shown = ShownHints.load(layout)
    if arguments.flag(.all) { shown.showAll(of: task) }
    let hints = arguments.flag(.all) ? task.hints : shown.showNext(of: task)
    print(HintScreen(terminal: .standard, command: Invocation.current).text(hints, of: task))
    do {
      try shown.save(layout)
    } catch {
      Terminal.standard.writeError("course: the number of shown hints could not be saved: \(error)")
    }
    return .done
  }

  /// The task to do next, in one unit or in the course.
  private static func nextTask(_ unit: CourseUnit?, _ layout: CourseLayout) -> CourseTask? {
    let units = unit.map { [$0] } ?? Course.units
    let report = StatusReport(units: units, progress: CourseProgress.load(layout), layout: layout)
    return units.flatMap(\.tasks).first { $0.id == report.next?.task }
  }
}

/// The hints of a task, laid out: the newest last and plain, the earlier ones dimmed.
struct HintScreen {
  let terminal: Terminal
  /// How the user calls the command, `swift run course`.
  let command: String

  /// The text for the hints shown so far, at least one.
  func text(_ hints: [String], of task: CourseTask) -> String {
    let count = task.hints.count
    var lines = [terminal.bold("Task \(task.id), \(task.name)") + ": hint \(hints.count) of \(count)", ""]
    for (index, hint) in hints.enumerated() {
      let wrapped = wrap(hint, width: min(terminal.width, 100) - 4)
      for (row, line) in wrapped.enumerated() {
        let text = "  " + (row == 0 ? "\(index + 1) " : "  ") + line
        lines.append(index + 1 < hints.count ? terminal.dim(text) : text)
      }
    }
    lines.append("")
    lines.append(
      hints.count < count
        ? "A more direct one: \(command) hint \(task.id)"
        : "That was the last one. After your first graded attempt: \(command) solution \(task.id)")
    return lines.joined(separator: "\n")
  }
}
