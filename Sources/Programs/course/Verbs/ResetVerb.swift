import CommandSupport
import CourseCatalog

extension Action {
  /// `course reset TASK`.
  static let reset = Action(.reset) { arguments in
    let layout = try CourseLayout.current()
    guard let choice = try arguments.taskOrUnit() else { return .invalidInput }
    let files = choice.task?.files ?? choice.unit.files
    let outcome = try ExerciseReset(choice.unit, in: layout).reset(files)
    let folder = "Exercises/\(choice.unit.folder)"
    guard !outcome.files.isEmpty else {
      print("\(folder): \(files.joined(separator: ", ")): already the original stubs, nothing to reset")
      return .done
    }
    print("\(folder): \(outcome.files.joined(separator: ", ")): stubs again")
    if let kept = outcome.kept {
      print("Your code is kept in .course/kept/\(choice.unit.folder)/\(kept.lastPathComponent)")
    }
    return .done
  }
}
