extension Verb {
  /// `course help [VERB]`.
  static let help = Verb(
    name: "help", summary: "explain the command, or one verb of it",
    details: "'course VERB --help' shows the same text.",
    positionals: [Positional("VERB", help: "The verb to explain.", isRequired: false)],
    example: "course help status",
    run: { arguments in
      let terminal = Terminal.standard
      if let name = arguments.positional("VERB") {
        print(HelpText(terminal).page(for: try Verb.named(name)))
      } else {
        print(HelpText(terminal).overview(of: Verb.all))
      }
      return .done
    })
}
