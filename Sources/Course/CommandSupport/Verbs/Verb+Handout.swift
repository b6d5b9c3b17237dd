extension Verb {
  /// `course handout DIR`.
  package static let handout = Verb(
    name: "handout", group: .teach, program: .classes,
    summary: "make the copy of the course for students, or for an instructor",
    details: """
      Writes chapters, stubs, checks, library and command, with their own README, to a new folder: without \
      solutions, and without the tests of the course's code. An instructor's copy also has the solutions, a \
      hidden seed in .course/seed that 'course class' and 'course grade --submission' use for random inputs, \
      and a workflow that grades what students push to GitHub.
      """,
    positionals: [Positional(.dir, help: "The new folder; it must not exist, or be empty.")],
    options: [
      Option(.instructor, help: "Make the instructor's copy."),
      Option(
        .seed, value: "TEXT", help: "With --instructor: the hidden seed. Default: a random one."
      ),
    ],
    example: "course handout ../handout\ncourse handout ../instructor --instructor --seed spring")
}
