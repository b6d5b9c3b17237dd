import Foundation

/// The forms of a text on a page.
extension TypesetText {
  /// Neighbors of the same height.
  var runs: [(level: Piece.Level, pieces: [Piece])] {
    pieces.reduce(into: []) { runs, piece in
      if runs.last?.level == piece.level {
        runs[runs.count - 1].pieces.append(piece)
      } else {
        runs.append((piece.level, [piece]))
      }
    }
  }

  /// As HTML.
  var html: String {
    runs.map { level, pieces in
      let text = pieces.map { $0.isSymbol ? "<i>\(Markup.escaped($0.text))</i>" : Markup.escaped($0.text) }
      switch level {
      case .base: return text.joined()
      case .lowered: return "<sub>\(text.joined())</sub>"
      case .raised: return "<sup>\(text.joined())</sup>"
      }
    }.joined()
  }

  /// As Markdown: symbols and their scripts as formulas, everything else unchanged.
  var markdown: String {
    var (text, formula) = ("", "")
    let runs = runs
    for (index, run) in runs.enumerated() {
      guard run.level == .base else {
        formula += (run.level == .lowered ? "_{" : "^{") + run.pieces.map(Self.latex).joined() + "}"
        continue
      }
      for (place, piece) in run.pieces.enumerated() {
        let isBase = place + 1 == run.pieces.count && index + 1 < runs.count
        let base = piece.isSymbol ? piece.text[...] : isBase ? Self.scriptBase(of: piece.text) : ""
        let before = piece.text.dropLast(base.count)
        if !before.isEmpty { text += Self.closing(&formula) + Self.escaped(before) }
        formula += Self.latex(Piece(text: String(base), level: .base, isSymbol: true))
      }
    }
    return text + Self.closing(&formula)
  }

  /// The base of a script that follows the text: a number, or one other character.
  private static func scriptBase(of text: String) -> Substring {
    let digits = text.reversed().prefix(while: \.isNumber).count
    return text.suffix(max(digits, 1))
  }

  private static func closing(_ formula: inout String) -> String {
    defer { formula = "" }
    return formula.isEmpty ? "" : "$\(formula)$"
  }

  private static func latex(_ piece: Piece) -> String {
    let letters = piece.text.map(latex).joined()
    return piece.isSymbol || !piece.text.contains(where: \.isLetter) ? letters : "\\mathrm{\(letters)}"
  }

  private static func latex(_ character: Character) -> String {
    if character == "−" { return "-" }
    guard let (letter, mark) = accent(of: character) else { return String(character) }
    return "\\\(mark){\(letter)}"
  }

  /// A letter and the LaTeX command of the mark above it.
  private static func accent(of character: Character) -> (letter: Character, mark: String)? {
    let marks: [Unicode.Scalar: String] = [
      "\u{303}": "tilde", "\u{302}": "hat", "\u{304}": "bar", "\u{305}": "bar", "\u{20D7}": "overrightarrow",
      "\u{20D6}": "overleftarrow",
    ]
    let parts = Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
    guard parts.count == 2, let mark = marks[parts[1]] else { return nil }
    return (Character(parts[0]), mark)
  }

  static func escaped(_ text: some StringProtocol) -> String {
    text.map { "|*_\\`<$".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
