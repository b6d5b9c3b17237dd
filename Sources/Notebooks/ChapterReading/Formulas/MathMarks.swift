import Foundation

/// Formulas inside Markdown: finds them and writes them in another way, code left alone.
package enum MathMarks {
  /// The prose with formulas as GitHub reads them most safely: a fence for a displayed formula, `` $`…`$ `` for
  /// one in a line, whose underscores Markdown then cannot take for emphasis.
  package static func forGitHub(_ prose: String) -> String {
    var written: [String] = []
    var paragraph: [Substring] = []
    var end: Substring?
    func finishParagraph() {
      guard !paragraph.isEmpty else { return }
      let text = paragraph.joined(separator: "\n")
      written.append(replacingInline(in: text) { "$`\($0.replacingOccurrences(of: "\n", with: " "))`$" })
      paragraph = []
    }
    for line in prose.split(separator: "\n", omittingEmptySubsequences: false) {
      let opensOrCloses = end == nil ? line == "$$" || line.hasPrefix("```") : line == end
      if opensOrCloses {
        finishParagraph()
        end = end == nil ? line.prefix(3) : nil
        written.append(line == "$$" ? (end == nil ? "```" : "```math") : String(line))
      } else if end != nil || line.isEmpty {
        finishParagraph()
        written.append(String(line))
      } else {
        if line.hasPrefix("|") { finishParagraph() }
        paragraph.append(line)
      }
    }
    finishParagraph()
    return written.joined(separator: "\n")
  }

  /// The text with each `$formula$` outside of code replaced.
  package static func replacingInline(in line: some StringProtocol, with replacement: (String) -> String)
    -> String
  {
    pieces(of: line).map { piece in
      switch piece {
      case .text(let text): text
      case .code(let code): "`\(code)`"
      case .formula(let formula): replacement(formula)
      }
    }.joined()
  }

  /// A part of a line of prose.
  package enum Piece: Equatable {
    case text(String)
    case code(String)
    case formula(String)

    /// The text of a piece that is text; nothing of one that is not.
    var plainText: String {
      if case .text(let text) = self { text } else { "" }
    }
  }

  /// The parts of a line: text, `code`, $formulas$.
  package static func pieces(of line: some StringProtocol) -> [Piece] {
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
