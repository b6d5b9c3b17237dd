extension Verb {
  /// `course doctor`.
  package static let doctor = Verb(
    name: "doctor", group: .help, summary: "show how this machine is protected from student code",
    details: """
      Looks for the tools the course uses, tries every protection with a small program that attacks it, and \
      names the limits of a check. It changes nothing.
      """,
    options: [Option(.json, help: "Print one JSON object instead of the normal output.")],
    example: "course doctor\ncourse doctor --json")
}
