extension Verb {
  /// `course new-unit NAME`.
  package static let newUnit = Verb(
    name: "new-unit", group: .write, program: .notebooks, isForAuthors: true,
    summary: "create the skeleton of another unit",
    details: """
      For authors. Writes the chapter, exercise, solution, suite and catalog entry of a unit with the next \
      free number, and its rows in the tables. The unit builds and can be graded immediately; 'course \
      verify' lists what is left to write.
      """,
    positionals: [Positional(.name, help: "The short name, such as StateSpace.")],
    example: "course new-unit StateSpace")
}
