import CourseAuthoring
import CourseCatalog

extension Verb {
  /// `course new-unit NAME`.
  static let newUnit = Verb(
    name: "new-unit", summary: "make the skeleton of a further unit",
    details: """
      For authors. Writes chapter, exercise, solution, suite and catalogue of a unit with the next free number, and its \
      rows in the tables. It builds and can be graded at once; 'course verify' says what is left to write.
      """,
    positionals: [Positional("NAME", help: "The short name, as Attention.")],
    example: "course new-unit Attention",
    run: { arguments in
      guard let name = arguments.positional("NAME") else { return .badInput }
      let new = try NewUnit(named: name, in: try CourseLayout.ofAuthors(for: "new-unit"))
      for path in try new.write() { print(path) }
      print(
        "Next: \(Invocation.current) weave \(new.unit.number), then \(Invocation.current) verify \(new.unit.number)"
      )
      return .done
    })
}
