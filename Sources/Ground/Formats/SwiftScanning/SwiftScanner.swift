/// Splits Swift source into tokens, in one pass, without parsing it.
///
/// It recognizes everything that can hide code or look like code: nested comments, strings of every kind with
/// their interpolations, and regular expressions. Those between plain slashes cannot be distinguished from
/// operators without a parser; on a line that might hold one, every word counts as code.
public struct SwiftScanner {
  let bytes: [UInt8]
  var position = 0
  var line = 1
  /// The tokens, in the order of the source.
  public private(set) var tokens: [SwiftToken] = []
  /// The line, counted from 1, where it becomes unclear what is code: strings inside strings, deeper than
  /// anyone writes them. The rest of the source has no tokens.
  public internal(set) var unreadable: Int?
  /// An unfinished comment or string.
  public enum Unfinished: Equatable, Sendable {
    /// A comment or a multiline string, which the next line could end.
    case comment, longString
    /// A string without its end on the same line.
    case string
  }
  /// The last unfinished comment or string; `nil` if there is none.
  public internal(set) var unfinished: Unfinished?
  /// How many interpolations the position is in.
  var depth = 0
  /// The depth limit of nested interpolations: each is a call inside a call.
  static let depthLimit = 200

  /// The tokens of a source text.
  public init(_ source: some Sequence<UInt8>) {
    bytes = Array(source)
    scan(untilClosingParenthesis: false)
  }

  func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  func starts(_ text: StaticString, at offset: Int = 0) -> Bool {
    (0..<text.utf8CodeUnitCount).allSatisfy { byte(offset + $0) == text.utf8Start[$0] }
  }

  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  mutating func add(_ kind: SwiftToken.Kind, _ text: String, at offset: Int? = nil) {
    // No token crosses a line break, except for long strings, which are recorded before they are read.
    tokens.append(SwiftToken(kind: kind, text: text, line: line, offset: offset ?? position, end: position))
  }

  /// Scans to the end, or past the parenthesis that closes an interpolation.
  mutating func scan(untilClosingParenthesis isInterpolation: Bool) {
    var depth = 0
    while position < bytes.count {
      let next = byte()
      if isInterpolation {
        if next == UInt8(ascii: "(") { depth += 1 }
        if next == UInt8(ascii: ")") { depth -= 1 }
        if depth < 0 { return advance() }
      }
      let count = tokens.count
      scanOne(next)
      if tokens.count > count { tokens[count].end = position }
    }
  }

  private mutating func scanOne(_ next: UInt8) {
    if next <= UInt8(ascii: " ") { return advance() }
    if starts("//") { return skipLine() }
    if starts("/*") { return skipComment() }
    if next == UInt8(ascii: "#"), scanHashes() { return }
    if scanString() || scanRegularExpression(next) { return }
    if next == UInt8(ascii: "`") { return scanEscapedWord() }
    if Self.isWordByte(next) { return scanWord() }
    if Self.isOperatorByte(next) { return scanOperator() }
    add(.sign, String(UnicodeScalar(next)))
    advance()
  }

  /// Scans hash signs that open neither a string nor a regular expression in one step: otherwise a file full
  /// of them would be rescanned from each.
  private mutating func scanHashes() -> Bool {
    let count = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
    guard ![UInt8(ascii: "\""), UInt8(ascii: "/")].contains(byte(count)) else { return false }
    for _ in 0..<count {
      add(.sign, "#")
      advance()
      tokens[tokens.count - 1].end = position
    }
    return true
  }

  private mutating func skipLine() {
    while position < bytes.count, byte() != UInt8(ascii: "\n"), byte() != UInt8(ascii: "\r") { advance() }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        advance(2)
      } else if starts("*/") {
        depth -= 1
        advance(2)
      } else {
        advance()
      }
    } while depth > 0 && position < bytes.count
    if depth > 0 { unfinished = .comment }
  }

  mutating func scanWord() {
    let start = position
    while Self.isWordByte(byte()) || Self.isDigit(byte()) { advance() }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if Self.isDigit(bytes[start]) {
      add(.literal, "", at: start)
    } else {
      add(.word, text, at: start)
    }
  }

  private mutating func scanEscapedWord() {
    advance()
    let start = position
    while position < bytes.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") { advance() }
    add(.escapedWord, String(decoding: bytes[start..<position], as: UTF8.self), at: start - 1)
    advance()
  }

  private mutating func scanOperator() {
    let start = position
    while Self.isOperatorByte(byte()), !starts("//"), !starts("/*") { advance() }
    add(.operatorSign, String(decoding: bytes[start..<position], as: UTF8.self), at: start)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// Letters, digits, `_`, `$`, and whatever is not ASCII: which of those are operators does not matter here.
  static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (65...90).contains(byte) || (97...122).contains(byte) || isDigit(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
  }

  private static func isOperatorByte(_ byte: UInt8) -> Bool { "/=-+!*%<>&|^~?.".utf8.contains(byte) }
}
