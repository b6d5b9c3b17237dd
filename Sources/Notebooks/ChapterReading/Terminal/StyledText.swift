import Foundation

/// Text in pieces of one look each, which can be wrapped to a width.
struct StyledText: Equatable {
  /// How a piece looks on a terminal.
  enum Look: Equatable {
    case plain, bold, italic, code
    /// A formula; like code it stays on one line.
    case formula
  }

  private(set) var characters: [(character: Character, look: Look)] = []

  static func == (left: StyledText, right: StyledText) -> Bool {
    left.characters.elementsEqual(right.characters) { $0 == $1 }
  }

  /// A line of Markdown: emphasis, code, links and formulas.
  init(markdown: String) {
    let pieces = MathMarks.pieces(of: markdown)
    var look = Look.plain
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .code(let code): append(code, .code)
      case .formula(let formula): append(FormulaText.line(formula), .formula)
      case .text(let text):
        let later = pieces[(index + 1)...].map(\.plainText).joined()
        look = appendEmphasized(StyledText.withPlainLinks(text), look: look, later: later)
      }
    }
  }

  private init(_ characters: some Sequence<(character: Character, look: Look)>) {
    self.characters = Array(characters)
  }

  var text: String { String(characters.map(\.character)) }

  /// Lines of at most `width` characters, broken at spaces.
  func wrapped(to width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    var line: [(character: Character, look: Look)] = []
    for word in characters.split(whereSeparator: {
      $0.character == " " && ![.code, .formula].contains($0.look)
    }) {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(StyledText(line))
        line = []
      }
      if let last = line.last {
        line.append((" ", last.look == word.first?.look ? last.look : .plain))
      }
      line += word
    }
    return lines + (line.isEmpty ? [] : [StyledText(line)])
  }

  private mutating func append(_ text: String, _ look: Look) { characters += text.map { ($0, look) } }

  /// `**bold**` and `*italic*`, which may go on behind a formula; a star that nothing closes is a star, and so is one
  /// after a backslash.
  ///
  /// - Returns: the look at the end of the text.
  private mutating func appendEmphasized(_ text: String, look: Look, later: String) -> Look {
    var look = look
    var rest = text[...]
    while let character = rest.first {
      let mark = rest.hasPrefix("**") ? "**" : "*"
      let after = rest.dropFirst(mark.count)
      let wanted: Look = mark == "**" ? .bold : .italic
      let opens = look == .plain && after.first != " " && (after.contains(mark) || later.contains(mark))
      if character == "\\", let next = after.first, "*_\\<|[]".contains(next) {
        characters.append((next, look))
        rest = after.dropFirst()
      } else if character == "*" && (look == wanted || opens) {
        look = look == wanted ? .plain : wanted
        rest = after
      } else {
        characters.append((character, look))
        rest = rest.dropFirst()
      }
    }
    return look
  }

  /// `[text](address)` as its text, followed by the address if it leads out of the course.
  private static func withPlainLinks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "["),
      let middle = rest[open...].range(of: "]("), let close = rest[middle.upperBound...].firstIndex(of: ")")
    {
      let label = rest[rest.index(after: open)..<middle.lowerBound]
      let address = rest[middle.upperBound..<close]
      result += rest[..<open] + label + (address.hasPrefix("http") ? " (\(address))" : "")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
