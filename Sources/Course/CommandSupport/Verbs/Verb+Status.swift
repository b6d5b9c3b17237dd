extension Verb {
  /// `course`, or `course status`.
  package static let status = Verb(
    name: "status", group: .learn, summary: "show where you are and what comes next",
    details: "'course' alone does the same. Points are the best that a unit ever got from 'course grade'.",
    options: [Option(.json, help: "Print one JSON object instead of the screen.")],
    example: "course status --json")
}
