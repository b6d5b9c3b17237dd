import CommandSupport
import CourseCatalog

extension Action {
  /// `course watch [UNIT] --weave`; without the option the small command does it.
  static let watch = Action(.watch) { arguments in
    let unit = try arguments.unit()
    var watch = WeavingWatch(try CourseLayout.current())
    watch.run(unit.map { [$0] } ?? Course.units, first: unit.map { [$0] } ?? [])
  }
}
