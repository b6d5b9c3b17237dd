import CourseCatalog
import GradingEngine

extension Verb {
  /// `course watch [UNIT]`.
  static let watch = Verb(
    name: "watch", summary: "grade an exercise, or weave a chapter, each time it is saved",
    details: """
      Stays until Ctrl-C. Points are kept as by 'course grade'. With --weave it watches chapters instead: their \
      notebooks and pages are written anew, at once where only prose has changed, after a run where code has.
      """,
    positionals: [
      Positional("UNIT", help: "The unit; all units where it is left out.", isRequired: false)
    ],
    options: [Option("weave", help: "Weave chapters instead of grading exercises.")],
    example: "course watch 03\ncourse watch 03 --weave",
    run: { arguments in
      let layout = try CourseLayout.current()
      let unit = try arguments.unit()
      if arguments.flag("weave") { WeavingWatch(layout).run(unit.map { [$0] } ?? Course.units) }
      do {
        try WatchRun(layout).run(unit.map { [$0] } ?? Course.units, first: unit.map { [$0] } ?? [])
      } catch GradingFailure.badInput(let text) {
        throw UsageError(text)
      }
    })
}
