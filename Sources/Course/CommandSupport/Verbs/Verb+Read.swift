extension Verb {
  /// `course read UNIT`.
  package static let read = Verb(
    name: "read", group: .learn, summary: "show a chapter in the terminal",
    details: "Shows the woven chapter, its results included; nothing is built or run.",
    positionals: [Positional(.unit, help: "The chapter.")],
    options: [
      Option(.section, value: "N", help: "Show only section N; 0 is the part before the first."),
      Option(.contents, help: "List the sections instead."),
    ],
    example: "course read 03\ncourse read 03 --section 2")
}
