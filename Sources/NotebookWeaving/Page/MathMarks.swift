/// Formulas inside Markdown: finds them and writes them in another way, code left alone.
enum MathMarks {
  /// The prose with formulas as GitHub reads them most safely: a fence for a displayed formula, `` $`…`$ `` for
  /// one in a line, whose underscores Markdown then cannot take for emphasis.
  static func forGitHub(_ prose: String) -> String {
    var inDisplay = false
    var inFence = false
    return prose.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.hasPrefix("```") { inFence.toggle() }
      if inFence { return String(line) }
      if line == "$$" {
        inDisplay.toggle()
        return inDisplay ? "```math" : "```"
      }
      return inDisplay ? String(line) : replacingInline(in: line) { "$`\($0)`$" }
    }.joined(separator: "\n")
  }

  /// The line with each `$formula$` outside of code replaced.
  static func replacingInline(in line: some StringProtocol, with replacement: (String) -> String) -> String {
    pieces(of: line).map { piece in
      switch piece {
      case .text(let text): text
      case .code(let code): "`\(code)`"
      case .formula(let formula): replacement(formula)
      }
    }.joined()
  }

  /// A part of a line of prose.
  enum Piece: Equatable {
    case text(String)
    case code(String)
    case formula(String)

    /// The text of a piece that is text; nothing of one that is not.
    var plainText: String {
      if case .text(let text) = self { text } else { "" }
    }
  }

  /// The parts of a line: text, `code`, $formulas$.
  static func pieces(of line: some StringProtocol) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var rest = Substring(line)
    while let first = rest.first {
      let inner = rest.dropFirst()
      if first == "`" || first == "$", let end = inner.firstIndex(of: first), end > inner.startIndex {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        let content = String(inner[..<end])
        pieces.append(first == "`" ? .code(content) : .formula(content))
        rest = inner[inner.index(after: end)...]
      } else {
        text.append(first)
        rest = inner
      }
    }
    return text.isEmpty ? pieces : pieces + [.text(text)]
  }
}
