/// A word or a sign of Swift source, outside of comments and of the text of strings.
struct SwiftToken: Equatable {
  enum Kind: Equatable {
    /// A name or a keyword.
    case word
    /// A name between backticks, which is never a keyword.
    case escapedWord
    /// A run of operator characters.
    case operatorSign
    /// Any other sign, alone: brackets, comma, `@`, `#`.
    case sign
    /// A string, a number or a regular expression; strings leave their interpolations as tokens behind them.
    case literal
  }

  var kind: Kind
  /// The text; empty for a literal.
  var text: String
  /// The line, counted from 1.
  var line: Int

  /// Whether it is the given word, not escaped.
  func isWord(_ word: String) -> Bool { kind == .word && text == word }
  /// Whether it is the given sign.
  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}
