extension Verb {
  /// `course solution TASK`.
  package static let solution = Verb(
    name: "solution", group: .learn, summary: "show how a task can be solved, after your own attempt",
    details: """
      Shows the functions of a task, and what they use, from Solutions: one good way, not the only one. A \
      task is shown after your first graded attempt.
      """,
    positionals: [Positional(.task, help: "A task such as 03.2, or a unit such as 03 for all its tasks.")],
    options: [Option(.anyway, help: "Show it without an attempt.")],
    example: "course solution 03.2\ncourse solution 03 --anyway")
}
