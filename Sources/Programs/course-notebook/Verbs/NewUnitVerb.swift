import CommandSupport
import CourseCatalog

extension Action {
  /// `course new-unit NAME`.
  static let newUnit = Action(.newUnit) { arguments in
    guard let name = arguments.positional(.name) else { return .invalidInput }
    let new = try NewUnit(named: name, in: try CourseLayout.current())
    for path in try new.write() { print(path) }
    print(
      "Next: \(Invocation.current) weave \(new.unit.number), then \(Invocation.current) verify \(new.unit.number)"
    )
    return .done
  }
}
