import CommandSupport
import CourseCatalog

extension Action {
  /// `course watch [UNIT]`.
  static let watch = Action(.watch) { arguments in
    let layout = try CourseLayout.current()
    let unit = try arguments.unit()
    if arguments.flag(.weave) {
      try HandOver(to: .notebooks).go(Array(CommandLine.arguments.dropFirst()))
    }
    try WatchRun(layout).run(unit.map { [$0] } ?? Course.units, first: unit.map { [$0] } ?? [])
  }
}
