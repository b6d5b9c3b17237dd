extension Verb {
  /// `course build`
  package static let build = Verb(
    name: "build", group: .help, summary: "build everything that other verbs build at first use",
    details: """
      Builds the programs behind the heavy verbs, the library and the checks of every unit, in release. \
      Other verbs build each of these when they first need it, so this is optional. It prepares a machine \
      for other users, or for a place without time to wait.
      """,
    example: "course build")
}
