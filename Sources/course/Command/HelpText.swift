/// The help pages, laid out from the tables that the parser reads.
struct HelpText {
  private let terminal: Terminal

  init(_ terminal: Terminal) { self.terminal = terminal }

  /// What `course help` shows: every verb in one line.
  func overview(of verbs: [Verb]) -> String {
    let sections = [
      "A course on recurrent neural networks: read a chapter, write its exercise, have it graded.",
      section("Usage", ["course [VERB] [arguments] [options]"]),
      section("Verbs", columns(verbs.map { ($0.name, $0.summary) })),
      wrapped(
        "'course' alone shows where you are and what comes next. 'course help VERB' explains one verb. "
          + "From the course's folder, without installing anything, 'swift run course' stands for 'course'."),
    ]
    return sections.joined(separator: "\n\n")
  }

  /// What `course help VERB` shows: usage, purpose, arguments, options with defaults, example, exit codes.
  func page(for verb: Verb) -> String {
    let arguments = verb.positionals.map { ($0.name, $0.help) }
    let options = (verb.options + [.help]).map { ($0.usage, helpLine(of: $0)) }
    let codes = ExitStatus.allCases.map { (String($0.rawValue), $0.meaning) }
    var sections = [
      "course \(verb.name): \(verb.summary)",
      section("Usage", [verb.usage]),
    ]
    if !verb.details.isEmpty { sections.append(wrapped(verb.details)) }
    if !arguments.isEmpty { sections.append(section("Arguments", columns(arguments))) }
    sections.append(section("Options", columns(options)))
    sections.append(section("Example", verb.example.split(separator: "\n").map(String.init)))
    sections.append(section("Exit codes", columns(codes)))
    return sections.joined(separator: "\n\n")
  }

  private func helpLine(of option: Option) -> String {
    option.defaultValue.map { "\(option.help) Default: \($0)." } ?? option.help
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    ([terminal.bold(title)] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  /// Two columns, the second wrapped to the terminal's width.
  private func columns(_ rows: [(String, String)]) -> [String] {
    let indent = (rows.map(\.0.count).max() ?? 0) + 2
    return rows.flatMap { left, right in
      let lines = wrap(right, width: textWidth - indent - 2)
      return lines.enumerated().map { place, line in
        let margin = place == 0 ? left : ""
        return margin + String(repeating: " ", count: indent - margin.count) + line
      }
    }
  }

  private func wrapped(_ text: String) -> String {
    wrap(text, width: textWidth).joined(separator: "\n")
  }

  /// Lines of more than 100 columns tire the eye, however wide the terminal is.
  private var textWidth: Int { min(terminal.width, 100) }
}

/// Breaks a text between words into lines of at most `width` columns; a longer word keeps a line of its own.
func wrap(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.count + 1 + word.count <= width {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines.isEmpty ? [""] : lines
}
