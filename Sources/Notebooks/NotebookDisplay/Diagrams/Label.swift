/// A text of a drawing with subscripts and superscripts: `W_xh`, `H_{t-1}`, `x^{(i)}`. A run in backquotes is plain
/// text, such as a token, not a formula.
struct Label: Equatable {
  /// A run of characters of one style.
  struct Piece: Equatable {
    enum Level: Equatable {
      case base, lowered, raised
    }

    let text: String
    let level: Level
    /// Whether it is set in italics, as in formulas.
    let isSymbol: Bool
  }

  /// A line of a label.
  struct Line: Equatable {
    let pieces: [Piece]
    /// Lines after the first are small.
    let isSmall: Bool
  }

  let lines: [Line]

  init(_ text: String) {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines =
      text.isEmpty
      ? [] : parts.enumerated().map { Line(pieces: Label.pieces(of: $0.element), isSmall: $0.offset > 0) }
  }

  /// The lines without marks: `W_xh`, `H_t-1`.
  var plainLines: [String] { lines.map { Label.plain($0) } }

  private static func plain(_ line: Line) -> String {
    var (text, level) = ("", Piece.Level.base)
    for piece in line.pieces {
      if piece.level != level { text += piece.level == .lowered ? "_" : piece.level == .raised ? "^" : "" }
      text += piece.text
      level = piece.level
    }
    return text
  }

  private static func pieces(of line: Substring) -> [Piece] {
    let isFormula = isFormula(line)
    var pieces: [Piece] = []
    var rest = line
    while let first = rest.first {
      if first == "`", let (text, after) = quoted(rest.dropFirst()) {
        pieces.append(Piece(text: text, level: .base, isSymbol: false))
        rest = after
      } else if first == "_" || first == "^", let (script, after) = script(rest.dropFirst()) {
        pieces += runs(of: script, level: first == "_" ? .lowered : .raised)
        rest = after
      } else {
        let word = word(at: rest)
        let hasScript = isScripted(rest.dropFirst(word.count))
        let isSymbol = isSymbol(word, hasScript: hasScript) && (isFormula || hasScript)
        pieces.append(Piece(text: String(word), level: .base, isSymbol: isSymbol))
        rest = rest.dropFirst(word.count)
      }
    }
    return pieces
  }

  /// The letters of a script, which are symbols, and its digits and signs, which are not.
  private static func runs(of script: String, level: Piece.Level) -> [Piece] {
    var pieces: [Piece] = []
    var rest = script[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isLetter == first.isLetter }
      pieces.append(Piece(text: String(run), level: level, isSymbol: first.isLetter))
      rest = rest.dropFirst(run.count)
    }
    return pieces
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
    let run = text.prefix { $0.isLetter || $0.isNumber }
    return run.isEmpty ? nil : (String(run), text.dropFirst(run.count))
  }

  /// The text up to the closing backquote.
  private static func quoted(_ text: Substring) -> (String, Substring)? {
    guard let end = text.firstIndex(of: "`") else { return nil }
    return (String(text[..<end]), text[text.index(after: end)...])
  }

  private static func isScripted(_ rest: Substring) -> Bool { "_^".contains(rest.first ?? " ") }

  /// Whether single letters are symbols: in "a + b", but not in "a cell".
  private static func isFormula(_ line: Substring) -> Bool {
    let functions: Set = ["tanh", "softmax", "exp", "log", "ReLU", "sigmoid"]
    var bare = line[...]
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

extension Label {
  /// The size of letters in a drawing.
  static let size = 15.0
  /// The height of a line.
  static let lineHeight = 19.0
  private static let smallSize = 11.5

  /// Its size in a drawing.
  var extent: Extent {
    Extent(width: lines.map(Label.width).max() ?? 0, height: Double(lines.count) * Label.lineHeight)
  }

  static func size(of line: Line) -> Double { line.isSmall ? smallSize : size }

  /// The approximate width of a line in any of the fonts of a page.
  static func width(of line: Line) -> Double {
    line.pieces.reduce(0) { width, piece in
      let size = Label.size(of: line) * (piece.level == .base ? 1 : scriptScale)
      return width + piece.text.reduce(0) { $0 + advance($1) } * size
    }
  }

  static let scriptScale = 0.72

  private static func advance(_ character: Character) -> Double {
    switch character {
    case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", "(", ")", "[", "]", " ", "′": 0.34
    case "m", "w", "M", "W", "—", "→", "←", "⟶": 0.88
    case "−", "+", "=", "×", "∂", "σ": 0.6
    case let other where other.isUppercase: 0.68
    default: 0.55
    }
  }
}

/// A width and a height.
struct Extent: Equatable {
  var width: Double
  var height: Double
}
