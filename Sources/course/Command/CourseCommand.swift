import CourseCatalog

/// From the words that the user typed to the way the command ends.
struct CourseCommand {
  /// The course's version, for `--version`.
  static let version = "0.1.0"

  let verbs: [Verb]
  let terminal: Terminal

  init(verbs: [Verb] = Verb.all, terminal: Terminal = .standard) {
    self.verbs = verbs
    self.terminal = terminal
  }

  /// What the words ask for.
  enum Request {
    case text(String)
    case work(Verb, Arguments)
  }

  /// Does what the words ask for; every error becomes one line on standard error and an exit status.
  func run(_ words: [String]) -> ExitStatus {
    do {
      switch try request(words) {
      case .text(let text):
        print(text)
        return .done
      case .work(let verb, let arguments):
        return try verb.run(arguments)
      }
    } catch let error as any BadInputError {
      terminal.writeError("course: \(singleLine(error.description))")
      return .badInput
    } catch {
      terminal.writeError("course: this is a fault of the course, not yours: \(singleLine("\(error)"))")
      return .ourFault
    }
  }

  /// Reads the words; without a verb they ask for the status.
  ///
  /// - Throws: ``UsageError`` for an unknown verb or option, a missing value and the like.
  func request(_ words: [String]) throws -> Request {
    let help = HelpText(terminal)
    guard let first = words.first else { return .work(.status, try Arguments(parsing: [], for: .status)) }
    if ["--help", "-h"].contains(first) { return .text(help.overview(of: verbs)) }
    if first == "--version" { return .text("course \(Self.version)") }
    let isOption = first.hasPrefix("-")
    let verb = isOption ? Verb.status : try verbNamed(first)
    let arguments = try Arguments(parsing: Array(isOption ? words[...] : words.dropFirst()), for: verb)
    return arguments.flag("help") ? .text(help.page(for: verb)) : .work(verb, arguments)
  }

  /// A unit typed where a verb belongs gets an answer of its own: it is the likeliest slip.
  private func verbNamed(_ name: String) throws -> Verb {
    guard let unit = Course.unit(named: name), !verbs.contains(where: { $0.name == name }) else {
      return try Verb.named(name, among: verbs)
    }
    let takesUnit = verbs.filter { $0.positionals.contains { $0.name == "UNIT" } }
    guard !takesUnit.isEmpty else { return try Verb.named(name, among: verbs) }
    let ways = takesUnit.map { "'course \($0.name) \(unit.number)'" }.joined(separator: ", ")
    throw UsageError("'\(name)' is a unit, and a verb is wanted before it: \(ways)")
  }

  private func singleLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
