extension Verb {
  /// `course hint [TASK]`.
  package static let hint = Verb(
    name: "hint", group: .learn, summary: "show a hint for a task, each time a more direct one",
    details: "What was shown is remembered, so that the next call shows one more, up to nearly the answer.",
    positionals: [
      Positional(
        .task, help: "The task, as 03.2, or a unit for its next task; your next task where it is left out.",
        isRequired: false)
    ],
    options: [Option(.all, help: "Show all hints at once.")],
    example: "course hint 03.2\ncourse hint 03.2 --all")
}
