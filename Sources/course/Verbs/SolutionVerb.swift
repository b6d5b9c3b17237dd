import CourseAuthoring
import CourseCatalog
import SwiftScanning

extension Verb {
  /// `course solution TASK`.
  static let solution = Verb(
    name: "solution", summary: "show how a task can be solved, after your own try",
    details: """
      Shows the functions of a task, and what they use, from Solutions: one good way, not the only one. A task is shown \
      once a try of yours was graded.
      """,
    positionals: [Positional("TASK", help: "A task as 03.2, or a unit as 03 for all of its tasks.")],
    options: [Option("anyway", help: "Show it without a try.")],
    example: "course solution 03.2\ncourse solution 03 --anyway",
    run: { arguments in
      let layout = try CourseLayout.current()
      guard let choice = try arguments.taskOrUnit() else { return .badInput }
      let tasks = choice.task.map { [$0] } ?? choice.unit.tasks
      let untried = tasks.filter { !CourseProgress.load(layout).hasTried($0.id) }
      if !arguments.flag("anyway"), let first = untried.first {
        throw UsageError(
          "no try of yours at task \(first.id) was graded yet: '\(Invocation.current) hint \(first.id)' helps, and "
            + "--anyway shows the solution all the same")
      }
      let excerpt = try SolutionExcerpt(of: tasks, of: choice.unit, in: layout)
      print(text(of: excerpt, on: .standard))
      return .done
    })

  private static func text(of excerpt: SolutionExcerpt, on terminal: Terminal) -> String {
    let coloring = SourceColoring(keyword: terminal.bold, comment: terminal.dim)
    return excerpt.parts.map { part in
      terminal.dim("\(part.file):\(part.line)") + "\n" + coloring.text(part.source)
    }.joined(separator: "\n\n")
  }
}
