extension Verb {
  /// `course help [VERB]`.
  package static let help = Verb(
    name: "help", group: .help, summary: "explain the command, or one verb",
    details: "'course VERB --help' shows the same text.",
    positionals: [Positional(.verb, help: "The verb to explain.", isRequired: false)],
    example: "course help status")
}
