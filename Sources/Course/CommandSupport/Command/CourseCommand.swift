import CourseCatalog
import Formats

/// From the words the user typed to the exit status, in each of the course's programs.
package struct CourseCommand {
  /// The course's version, for `--version`.
  package static let version = "0.1.0"

  private let verbs: [Verb]
  private let actions: [Action]
  private let terminal: Terminal
  private let complaint: (any Error) -> Complaint?

  /// A command.
  ///
  /// - Parameters:
  ///   - actions: the verbs this program runs itself; all others are handed over to the program that runs
  ///     them.
  ///   - complaint: turns errors of a library without complaints into one, if they are the user's.
  package init(
    _ actions: [Action], verbs: [Verb] = Verb.all, terminal: Terminal = .standard,
    complaint: @escaping (any Error) -> Complaint? = { _ in nil }
  ) {
    self.verbs = verbs
    self.actions = actions
    self.terminal = terminal
    self.complaint = complaint
  }

  /// The request the words express.
  package enum Request {
    case text(String)
    case work(Verb, Arguments)
  }

  /// Fulfills the request; every error becomes a line on standard error and an exit status.
  package func run(_ words: [String]) -> ExitStatus {
    if let note = TemporaryDirectorySetting.unsetIfUnusable() { terminal.writeError("course: \(note)") }
    do {
      switch try request(words) {
      case .text(let text):
        print(text)
        return .done
      case .work(let verb, let arguments):
        if verb.isForAuthors { _ = try CourseLayout.ofAuthors(for: verb.name) }
        if let action = actions.first(where: { $0.verb.name == verb.name }) {
          return try action.run(arguments)
        }
        try HandOver(to: verb.program).go(words)
      }
    } catch {
      return tell(error as? Complaint ?? complaint(error) ?? Complaint.ofCourse("\(error)"))
    }
  }

  private func tell(_ complaint: Complaint) -> ExitStatus {
    let preface = complaint.fault == .course ? "this is an error in the course, not in your work: " : ""
    terminal.writeError("course: \(preface)\(singleLine(complaint.message))")
    for hint in complaint.hints { terminal.writeError("  hint: \(singleLine(hint))") }
    return complaint.fault == .user ? .invalidInput : .internalError
  }

  /// Reads the words; without a verb they request the status.
  ///
  /// - Throws: `Complaint` for an unknown verb or option, a missing value and the like.
  package func request(_ words: [String]) throws -> Request {
    let help = HelpText(terminal)
    guard let first = words.first else { return .work(.status, try Arguments(parsing: [], for: .status)) }
    if ["--help", "-h"].contains(first) { return .text(help.overview(of: verbs)) }
    if first == "--version" { return .text("course \(Self.version)") }
    let isOption = first.hasPrefix("-")
    let verb = isOption ? Verb.status : try verbNamed(first)
    let arguments = try Arguments(parsing: Array(isOption ? words[...] : words.dropFirst()), for: verb)
    return arguments.flag(.help) ? .text(help.page(for: verb)) : .work(verb, arguments)
  }

  /// A unit typed instead of a verb gets its own answer: it is the most likely slip.
  private func verbNamed(_ name: String) throws -> Verb {
    guard let unit = Course.unit(named: name), !verbs.contains(where: { $0.name == name }) else {
      return try Verb.named(name, among: verbs)
    }
    let takesUnit = verbs.filter { $0.positionals.contains { $0.name == .unit } }
    guard !takesUnit.isEmpty else { return try Verb.named(name, among: verbs) }
    let ways = takesUnit.map { "'course \($0.name) \(unit.number)'" }.joined(separator: ", ")
    throw Complaint("'\(name)' is a unit; put a verb before it: \(ways)")
  }

  private func singleLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
