import CourseCatalog
import GradingEngine

extension Verb {
  /// `course watch [UNIT]`.
  static let watch = Verb(
    name: "watch", summary: "grade an exercise each time it is saved",
    details: "Stays until Ctrl-C. Points are kept as by 'course grade'.",
    positionals: [
      Positional("UNIT", help: "The unit; all units where it is left out.", isRequired: false)
    ],
    example: "course watch 03",
    run: { arguments in
      let layout = try CourseLayout.current()
      let unit = try arguments.unit()
      do {
        try WatchRun(layout).run(unit.map { [$0] } ?? Course.units, first: unit.map { [$0] } ?? [])
      } catch GradingFailure.badInput(let text) {
        throw UsageError(text)
      }
    })
}
