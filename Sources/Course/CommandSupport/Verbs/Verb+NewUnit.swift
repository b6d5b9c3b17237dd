extension Verb {
  /// `course new-unit NAME`.
  package static let newUnit = Verb(
    name: "new-unit", group: .write, program: .notebooks, isForAuthors: true,
    summary: "make the skeleton of a further unit",
    details: """
      For authors. Writes chapter, exercise, solution, suite and catalogue of a unit with the next free number, and its \
      rows in the tables. It builds and can be graded at once; 'course verify' says what is left to write.
      """,
    positionals: [Positional(.name, help: "The short name, as Attention.")],
    example: "course new-unit Attention")
}
