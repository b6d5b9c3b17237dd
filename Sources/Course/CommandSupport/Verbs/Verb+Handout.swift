extension Verb {
  /// `course handout DIR`.
  package static let handout = Verb(
    name: "handout", group: .teach, program: .classes,
    summary: "make the copy of the course that students get, or an instructor's",
    details: """
      Writes chapters, stubs as handed out, checks, library and command, with a README of its own, to a new folder: \
      without solutions, and without the tests of the course's own code. An instructor's copy has the solutions, a \
      hidden seed in .course/seed, from which 'course class' and 'course grade --submission' draw random inputs, and a \
      workflow that grades what students push to GitHub.
      """,
    positionals: [Positional(.dir, help: "The new folder; nothing may be there but an empty one.")],
    options: [
      Option(.instructor, help: "Make the instructor's copy."),
      Option(
        .seed, value: "TEXT", help: "With --instructor: the hidden seed. Default: one that nobody can guess."
      ),
    ],
    example: "course handout ../handout\ncourse handout ../instructor --instructor --seed spring")
}
