import CommandSupport
import CourseCatalog
import GradingEngine

extension Action {
  /// `course build`.
  static let build = Action(.build) { _ in
    let layout = try CourseLayout.current()
    for program in Program.allCases where program != .course { _ = try HandOver(to: program).executable() }
    let line = ProgressLine()
    defer { line.clear() }
    let grader = Grader(layout, progress: line.show, building: BuildScreen().show)
    for unit in Course.units { try grader.prepare(unit) }
    line.clear()
    print("Everything is built.")
    return .done
  }
}
