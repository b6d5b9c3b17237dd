extension Verb {
  /// `course stubs [UNIT]`.
  package static let stubs = Verb(
    name: "stubs", group: .write, program: .notebooks, isForAuthors: true,
    summary: "make the stubs of an exercise from its solution",
    details: """
      For authors. Every function whose doc comment begins with 'Task 2.' loses its body, private code is \
      omitted, and everything else is copied from Solutions unchanged. The stubs are written to Exercises \
      and, as the course's own copies, to Tests/Grading/NN-Name/Stubs. An exercise that was worked on is not \
      overwritten.
      """,
    positionals: [Positional(.unit, help: "The unit; all units if omitted.", isRequired: false)],
    options: [
      Option(.check, help: "Write nothing; report whether the stubs are up to date with the solutions.")
    ],
    example: "course stubs 03\ncourse stubs --check")
}
