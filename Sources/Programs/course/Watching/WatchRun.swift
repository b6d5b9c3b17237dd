import CommandSupport
import CourseCatalog
import Foundation
import GradingEngine

/// One call of `course watch`: grades what is saved, until the user ends it.
struct WatchRun {
  private let layout: CourseLayout
  private let terminal = Terminal.standard
  private let submission: Submission
  private let line = ProgressLine()

  init(_ layout: CourseLayout) throws {
    self.layout = layout
    submission = try Submission(path: layout.root.appendingPathComponent("Exercises").path, in: layout)
  }

  /// Watches and grades. Only Ctrl-C ends it.
  ///
  /// - Parameter first: the units to grade before anything is saved.
  func run(_ units: [CourseUnit], first: [CourseUnit]) throws -> Never {
    var exercises = WatchedExercises(units, in: layout)
    show(first)
    if first.isEmpty { print("Save a file of an exercise, and its unit is graded. Ctrl-C ends.") }
    flush()
    while true {
      Thread.sleep(forTimeInterval: 0.1)
      let changed = exercises.changes()
      guard !changed.isEmpty else { continue }
      show(changed)
      flush()
    }
  }

  private func show(_ units: [CourseUnit]) {
    guard !units.isEmpty else { return }
    let start = Date()
    let texts = units.map(graded)
    line.clear()
    if terminal.isInteractive { terminal.write("\u{1B}[2J\u{1B}[H") }
    print(texts.joined(separator: "\n\n"))
    let seconds = String(format: "%.1f", Date().timeIntervalSince(start))
    print(terminal.dim("\nGraded in \(seconds) s. Waiting for the next save; Ctrl-C ends."))
  }

  /// The result of a unit; an error of the grader is shown instead, because it may be gone at the next save.
  private func graded(_ unit: CourseUnit) -> String {
    do {
      var grader = Grader(layout, progress: line.show, building: BuildScreen().show)
      grader.carriesForward = true
      let report = try grader.grade(unit, of: submission)
      ProgressRecorder(layout, terminal).keep([report])
      return GradeScreen(terminal: terminal, command: Invocation.current, isOwn: true).text(report)
    } catch {
      return terminal.red("\(unit.number) could not be graded: \(error)")
    }
  }

  /// A process that reads the pipe sees each result immediately.
  private func flush() { terminal.write("") }
}
