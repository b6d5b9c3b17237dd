import Formats

/// The help pages, laid out from the tables that the parser reads.
package struct HelpText {
  private let terminal: Terminal

  package init(_ terminal: Terminal) { self.terminal = terminal }

  /// The text of `course help`: every verb in one line.
  package func overview(of verbs: [Verb]) -> String {
    let indent = (verbs.map(\.name.count).max() ?? 0) + 2
    let groups = Verb.Group.allCases.compactMap { group -> String? in
      let rows = verbs.filter { $0.group == group }.map { ($0.name, $0.summary) }
      return rows.isEmpty ? nil : section(group.rawValue, columns(rows, indent: indent))
    }
    let sections =
      [
        "A course on recurrent neural networks: read a chapter, write its exercise, have it graded.",
        section("Usage", ["course [VERB] [arguments] [options]"]),
      ] + groups + [
        wrapped(
          "'course' without a verb shows where you are and what comes next. 'course help VERB' explains one verb. "
            + "In the course's folder, type 'swift run course' for 'course'; nothing has to be installed."
        )
      ]
    return sections.joined(separator: "\n\n")
  }

  /// The text of `course help VERB`: usage, purpose, arguments, options with defaults, example, exit codes.
  package func page(for verb: Verb) -> String {
    let arguments = verb.positionals.map { ($0.name.rawValue, $0.help) }
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
  private func columns(_ rows: [(String, String)], indent: Int? = nil) -> [String] {
    let indent = indent ?? (rows.map(\.0.count).max() ?? 0) + 2
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
