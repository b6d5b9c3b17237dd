extension Verb {
  /// `course`, or `course status`.
  package static let status = Verb(
    name: "status", group: .learn, summary: "show where you are and what comes next",
    details: "'course' without a verb does the same. Points are a unit's best result from 'course grade'.",
    options: [Option(.json, help: "Print one JSON object instead of the normal output.")],
    example: "course status --json")
}
