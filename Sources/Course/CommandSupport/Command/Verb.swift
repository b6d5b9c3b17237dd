/// One verb of the command: its name, its arguments, its help, and the program that runs it.
///
/// It is plain data, so help and parsing need none of the code of the heavy verbs.
package struct Verb: Sendable {
  /// The group of users; help lists the verbs by group.
  package enum Group: String, Sendable, CaseIterable {
    case learn = "Learn"
    case train = "Train"
    case teach = "Teach a class"
    case write = "Write the course"
    case help = "Help"
  }

  /// The word the user types.
  package let name: String
  /// For whom it is.
  package let group: Group
  /// The program that does it.
  package let program: Program
  /// Whether it is for the course's authors, and useless in a copy without solutions.
  package let isForAuthors: Bool
  /// One line for the list of verbs.
  package let summary: String
  /// A paragraph for the verb's own help; can be empty.
  package let details: String
  /// Arguments by position; optional ones come last.
  package let positionals: [Positional]
  /// Options by name, `--help` not included: every verb has it.
  package let options: [Option]
  /// One or more command lines that a user could type, one per line.
  package let example: String

  package init(
    name: String, group: Group, program: Program = .course, isForAuthors: Bool = false, summary: String,
    details: String = "",
    positionals: [Positional] = [], options: [Option] = [], example: String
  ) {
    self.name = name
    self.group = group
    self.program = program
    self.isForAuthors = isForAuthors
    self.summary = summary
    self.details = details
    self.positionals = positionals
    self.options = options
    self.example = example
  }

  /// `course grade [UNIT] [options]`.
  package var usage: String {
    (["course", name] + positionals.map(\.usage) + (options.isEmpty ? [] : ["[options]"]))
      .joined(separator: " ")
  }
}

/// A verb, done.
package struct Action: Sendable {
  /// The verb's row.
  package let verb: Verb
  /// Does it.
  package let run: @Sendable (Arguments) throws -> ExitStatus

  package init(_ verb: Verb, run: @escaping @Sendable (Arguments) throws -> ExitStatus) {
    self.verb = verb
    self.run = run
  }
}
