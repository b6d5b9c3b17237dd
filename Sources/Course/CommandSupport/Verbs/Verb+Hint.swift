extension Verb {
  /// `course hint [TASK]`.
  package static let hint = Verb(
    name: "hint", group: .learn, summary: "show a hint for a task, each time a more direct one",
    details: "The shown hints are remembered, so the next call shows one more, up to nearly the answer.",
    positionals: [
      Positional(
        .task, help: "The task, such as 03.2, or a unit for its next task; your next task if omitted.",
        isRequired: false)
    ],
    options: [Option(.all, help: "Show all hints.")],
    example: "course hint 03.2\ncourse hint 03.2 --all")
}
