/// A token of Swift source, outside comments and the text of strings.
public struct SwiftToken: Equatable, Sendable {
  /// What it is.
  public enum Kind: Equatable, Sendable {
    /// A name or a keyword.
    case word
    /// A name between backticks, which is never a keyword.
    case escapedWord
    /// A run of operator characters.
    case operatorSign
    /// Any other single character: brackets, comma, `@`, `#`.
    case sign
    /// A string, a number or a regular expression; the interpolations of a string follow it as tokens.
    case literal
  }

  /// What it is.
  public var kind: Kind
  /// The text; empty for a literal.
  public var text: String
  /// The line, counted from 1.
  public var line: Int
  /// Its offset in bytes from the start of the source.
  public var offset: Int
  /// Where it ends, in bytes; a string ends after its interpolations.
  public var end: Int

  /// Whether it is the given word, not escaped.
  public func isWord(_ word: String) -> Bool { kind == .word && text == word }
  /// Whether it is the given sign.
  public func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}
