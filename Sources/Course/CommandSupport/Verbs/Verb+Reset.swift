extension Verb {
  /// `course reset TASK`.
  package static let reset = Verb(
    name: "reset", group: .learn, summary: "put an exercise back to its stubs, and keep what you wrote",
    details: """
      What you wrote is kept in .course/kept, numbered, and never deleted. With a task only the files of that task are \
      put back. Points that you have reached stay.
      """,
    positionals: [Positional(.task, help: "A unit as 03, or a task as 03.2 for the files of that task.")],
    example: "course reset 03\ncourse reset 03.5")
}
