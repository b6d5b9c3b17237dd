extension Verb {
  /// `course doctor`.
  package static let doctor = Verb(
    name: "doctor", group: .help, summary: "say what protects this machine from student code",
    details: """
      Looks for the tools that the course uses, tries every protection with a small program that goes against it, \
      and names the limits of a check. It changes nothing.
      """,
    options: [Option(.json, help: "Print one JSON object instead of the screen.")],
    example: "course doctor\ncourse doctor --json")
}
