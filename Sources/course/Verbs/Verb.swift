/// One thing that the command can do: what it is called, what it takes, how help explains it, what runs.
struct Verb: Sendable {
  /// What the user types.
  let name: String
  /// One line for the list of verbs.
  let summary: String
  /// A paragraph for the verb's own help; may be empty.
  let details: String
  /// Arguments by place; those that may be left out come last.
  let positionals: [Positional]
  /// Options by name, `--help` not included: every verb has it.
  let options: [Option]
  /// One or more command lines, a line each, that a user could type.
  let example: String
  /// Does it.
  let run: @Sendable (Arguments) throws -> ExitStatus

  init(
    name: String, summary: String, details: String = "", positionals: [Positional] = [],
    options: [Option] = [], example: String, run: @escaping @Sendable (Arguments) throws -> ExitStatus
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.positionals = positionals
    self.options = options
    self.example = example
    self.run = run
  }

  /// `course grade [UNIT] [options]`.
  var usage: String {
    (["course", name] + positionals.map(\.usage) + (options.isEmpty ? [] : ["[options]"]))
      .joined(separator: " ")
  }
}
