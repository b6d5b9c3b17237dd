/// A line of text with the symbols of formulas in it: `W_xh`, `H_{t-1}`, `x^{(i)}`, `10^6`.
///
/// A letter with a script is a symbol, and so is a gradient such as `dW_hh`; a word with an underscore, such as
/// `weight_ih`, is not. Between dollar signs every single letter is a symbol, as in `"time step $t$"`.
struct TypesetText: Equatable {
  /// A run of characters of one style.
  struct Piece: Equatable {
    enum Level: Equatable {
      case base, lowered, raised
    }

    var text: String
    let level: Level
    /// Whether it is set in italics, as in formulas.
    let isSymbol: Bool
  }

  /// The kinds of text.
  enum Kind {
    /// A text of a chart or a table.
    case prose
    /// A label of a drawing: a run in backquotes is plain, such as a token; if the text has no words, every letter is
    /// a symbol.
    case label
  }

  let pieces: [Piece]

  init(_ text: some StringProtocol, as kind: Kind = .prose) {
    var reader = TypesetTextReader(Substring(text), as: kind)
    pieces = reader.pieces()
  }

  /// The text without dollar signs and braces: `W_xh`, `H_t-1`.
  var plain: String {
    var (text, level) = ("", Piece.Level.base)
    for piece in pieces {
      if piece.level != level { text += piece.level == .lowered ? "_" : piece.level == .raised ? "^" : "" }
      text += piece.text
      level = piece.level
    }
    return text
  }

  /// A text for the terminal: without the dollar signs around formulas.
  static func unmarked(_ text: String) -> String { text.replacing(formula) { $0.output.1 } }

  /// A formula between dollar signs.
  static var formula: Regex<(Substring, Substring)> { #/\$([^\s$](?:[^$\n]{0,40}[^\s$])?)\$/# }
}

/// Reads a text from left to right.
private struct TypesetTextReader {
  private var rest: Substring
  private let kind: TypesetText.Kind
  private var result: [TypesetText.Piece] = []
  private let isFormula: Bool

  init(_ text: Substring, as kind: TypesetText.Kind, isFormula: Bool? = nil) {
    rest = text
    self.kind = kind
    self.isFormula = isFormula ?? (kind == .label && TypesetTextReader.isFormula(text))
  }

  mutating func pieces() -> [TypesetText.Piece] {
    while let first = rest.first {
      if kind == .label, first == "`", let (text, after) = Self.quoted(rest.dropFirst()) {
        add(text)
        rest = after
      } else if first == "$", let match = rest.prefixMatch(of: TypesetText.formula) {
        var inner = TypesetTextReader(match.output.1, as: kind, isFormula: true)
        result += inner.pieces()
        rest = rest[match.range.upperBound...]
      } else if takesScript, first == "_" || first == "^", let (script, after) = Self.script(rest.dropFirst())
      {
        addRuns(of: script, level: first == "_" ? .lowered : .raised)
        rest = after
      } else {
        addWord()
      }
    }
    return result
  }

  private mutating func addWord() {
    let word = Self.word(at: rest)
    let hasScript = "_^".contains(rest.dropFirst(word.count).first ?? " ")
    let isSymbol = Self.isSymbol(word, hasScript: hasScript) && (isFormula || hasScript)
    add(isFormula && kind == .prose && word == "-" ? "−" : String(word), isSymbol: isSymbol)
    rest = rest.dropFirst(word.count)
  }

  private mutating func add(_ text: String, isSymbol: Bool = false) {
    if let last = result.last, kind == .prose, !isSymbol, !last.isSymbol, last.level == .base {
      result[result.count - 1].text += text
    } else {
      result.append(TypesetText.Piece(text: text, level: .base, isSymbol: isSymbol))
    }
  }

  /// Whether a mark is one of a script: in a label always, in other texts after a symbol, a number, a bracket or another
  /// script.
  private var takesScript: Bool {
    guard kind == .prose, let last = result.last else { return true }
    return last.isSymbol || last.level != .base
      || last.text.last.map { $0.isNumber || ")]".contains($0) } == true
  }

  /// The letters of a script, which are symbols if there are one or two, and its other characters.
  private mutating func addRuns(of script: String, level: TypesetText.Piece.Level) {
    var rest = script[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isLetter == first.isLetter }
      let text = run.replacing("-", with: "−")
      result.append(
        TypesetText.Piece(text: String(text), level: level, isSymbol: first.isLetter && run.count < 3))
      rest = rest.dropFirst(run.count)
    }
  }

  /// A run of letters, or one other character.
  private static func word(at text: Substring) -> Substring {
    text.prefix(1) + text.dropFirst().prefix { $0.isLetter && text.first?.isLetter == true }
  }

  /// Whether a word can be a symbol: a letter, or a gradient such as `dH` or the `db` of `db_h`.
  private static func isSymbol(_ word: Substring, hasScript: Bool = false) -> Bool {
    guard word.count == 2 else { return word.count == 1 && word.first?.isLetter == true }
    return word.first == "d" && (hasScript || word.last?.isUppercase == true)
  }

  /// The text of a script: a group in braces, or a run of letters and digits.
  private static func script(_ text: Substring) -> (String, Substring)? {
    if text.first == "{", let end = text.firstIndex(of: "}") {
      return (String(text.dropFirst().prefix(upTo: end)), text[text.index(after: end)...])
    }
    let run = text.prefix { $0.isLetter || $0.isASCII && $0.isNumber }
    return run.isEmpty ? nil : (String(run), text.dropFirst(run.count))
  }

  /// The text up to the closing backquote.
  private static func quoted(_ text: Substring) -> (String, Substring)? {
    guard let end = text.firstIndex(of: "`") else { return nil }
    return (String(text[..<end]), text[text.index(after: end)...])
  }

  /// Whether single letters are symbols: in "a + b", but not in "a cell".
  private static func isFormula(_ line: Substring) -> Bool {
    let functions: Set = ["tanh", "softmax", "exp", "log", "ReLU", "sigmoid"]
    var bare = line
    var words: [Substring] = []
    while let first = bare.first {
      if first == "`", let (_, after) = quoted(bare.dropFirst()) {
        bare = after
      } else if first == "_" || first == "^", let (_, after) = script(bare.dropFirst()) {
        bare = after
      } else {
        let word = word(at: bare)
        words.append(word)
        bare = bare.dropFirst(word.count)
      }
    }
    return words.allSatisfy { $0.count == 1 || isSymbol($0) || functions.contains(String($0)) }
  }
}
