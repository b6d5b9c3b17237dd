extension Verb {
  /// `course reset TASK`.
  package static let reset = Verb(
    name: "reset", group: .learn, summary: "reset an exercise to its stubs, and keep your code",
    details: """
      Your code is kept in .course/kept, numbered, and never deleted. For a task, only the files of that \
      task are reset. Points you have reached stay.
      """,
    positionals: [Positional(.task, help: "A unit such as 03, or a task such as 03.2 for its files.")],
    example: "course reset 03\ncourse reset 03.5")
}
