import CommandSupport
import CourseCatalog
import Formats

extension Action {
  /// `course solution TASK`.
  static let solution = Action(.solution) { arguments in
    let layout = try CourseLayout.current()
    guard let choice = try arguments.taskOrUnit() else { return .invalidInput }
    let tasks = choice.task.map { [$0] } ?? choice.unit.tasks
    let untried = tasks.filter { !CourseProgress.load(layout).hasTried($0.id) }
    if !arguments.flag(.anyway), let first = untried.first {
      throw Complaint(
        "no attempt of yours at task \(first.id) has been graded yet: "
          + "'\(Invocation.current) hint \(first.id)' helps, and --anyway shows the solution all the same")
    }
    let excerpt = try SolutionExcerpt(of: tasks, of: choice.unit, in: layout)
    print(text(of: excerpt, on: .standard))
    return .done
  }

  private static func text(of excerpt: SolutionExcerpt, on terminal: Terminal) -> String {
    let coloring = SourceColoring(keyword: terminal.bold, comment: terminal.dim)
    return excerpt.parts.map { part in
      terminal.dim("\(part.file):\(part.line)") + "\n" + coloring.text(part.source)
    }.joined(separator: "\n\n")
  }
}
