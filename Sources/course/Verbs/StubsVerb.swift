import CourseAuthoring
import CourseCatalog
import Foundation

extension StubFault: BadInputError {}

extension Verb {
  /// `course stubs [UNIT]`.
  static let stubs = Verb(
    name: "stubs", summary: "make the stubs of an exercise from its solution",
    details: """
      For authors. Every function whose doc comment begins with 'Task 2.' loses its body, what is private is left \
      out, and all else stands as it is in Solutions. The stubs are written to Exercises and, as the course's own \
      copies, to Tests/Grading/NN-Name/Stubs. An exercise that was worked on is not overwritten.
      """,
    positionals: [Positional("UNIT", help: "The unit; all of them if left out.", isRequired: false)],
    options: [Option("check", help: "Write nothing; say whether the stubs are in step with the solutions.")],
    example: "course stubs 03\ncourse stubs --check",
    run: { arguments in
      let layout = try CourseLayout.ofAuthors(for: "stubs")
      let units = try arguments.unit().map { [$0] } ?? Course.units
      let isCheck = arguments.flag("check")
      let counts = try units.map { unit in
        let files = StubFiles(unit, in: layout)
        let names = isCheck ? try files.stale() : try files.write()
        for name in names { print(isCheck ? "\(name) is not what the solution gives" : "wrote \(name)") }
        return names.count
      }
      if counts.allSatisfy({ $0 == 0 }) {
        print("the stubs of \(units.map(\.number).joined(separator: ", ")) are in step with the solutions")
        return .done
      }
      if isCheck { print("make them anew: \(Invocation.current) stubs") }
      return isCheck ? .foundWanting : .done
    })
}
