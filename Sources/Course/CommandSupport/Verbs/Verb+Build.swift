extension Verb {
  /// `course build`
  package static let build = Verb(
    name: "build", group: .help, summary: "build now what other verbs build at their first use",
    details: """
      Builds the programs behind the heavy verbs, the library and the checks of every unit, in release. Nobody needs \
      it, since each of these is built when it is first asked for, but whoever prepares a machine for others, or for a \
      place without time to wait, has all of it done at once.
      """,
    example: "course build")
}
