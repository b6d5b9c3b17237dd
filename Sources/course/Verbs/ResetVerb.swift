import CourseAuthoring
import CourseCatalog

extension Verb {
  /// `course reset TASK`.
  static let reset = Verb(
    name: "reset", summary: "put an exercise back to its stubs, and keep what you wrote",
    details: """
      What you wrote is kept in .course/kept, numbered, and never deleted. With a task only the files of that task are \
      put back. Points that you have reached stay.
      """,
    positionals: [Positional("TASK", help: "A unit as 03, or a task as 03.2 for the files of that task.")],
    example: "course reset 03\ncourse reset 03.5",
    run: { arguments in
      let layout = try CourseLayout.current()
      guard let choice = try arguments.taskOrUnit() else { return .badInput }
      let files = choice.task?.files ?? choice.unit.files
      let outcome = try ExerciseReset(choice.unit, in: layout).reset(files)
      let folder = "Exercises/\(choice.unit.folder)"
      guard !outcome.files.isEmpty else {
        print("\(folder): \(files.joined(separator: ", ")): as handed out, nothing to put back")
        return .done
      }
      print("\(folder): \(outcome.files.joined(separator: ", ")): stubs again")
      if let kept = outcome.kept {
        print("What you wrote is kept in .course/kept/\(choice.unit.folder)/\(kept.lastPathComponent)")
      }
      return .done
    })
}
