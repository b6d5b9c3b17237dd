extension Verb {
  /// `course solution TASK`.
  package static let solution = Verb(
    name: "solution", group: .learn, summary: "show how a task can be solved, after your own try",
    details: """
      Shows the functions of a task, and what they use, from Solutions: one good way, not the only one. A task is shown \
      once a try of yours was graded.
      """,
    positionals: [Positional(.task, help: "A task as 03.2, or a unit as 03 for all of its tasks.")],
    options: [Option(.anyway, help: "Show it without a try.")],
    example: "course solution 03.2\ncourse solution 03 --anyway")
}
