import Formats

/// A cell whose last line works something out and does nothing with it: the user wants to see it.
package struct LastValue {
  /// The cell with that value shown.
  package let source: String

  /// `nil` if the last statement's value is used, or there is none.
  ///
  /// - Parameter unused: the places at which, as the compiler says, a value is not used.
  package init?(_ source: String, unused: [CellDiagnostics.Place]) {
    let bytes = Array(source.utf8)
    let statement = Self.lastStatement(SwiftScanner(bytes).tokens)
    guard unused.contains(where: { Self.isOutside($0, statement, bytes) }) else { return nil }
    self.init(statement, bytes)
  }

  /// The same without asking the compiler first, where the last statement is a value on the face of it, as `a` and
  /// `f(b)[2] + 1` are. `nil` for a mere call, which can give nothing or something that is not meant to be seen.
  package init?(evidentIn source: String) {
    let bytes = Array(source.utf8)
    let statement = Self.lastStatement(SwiftScanner(bytes).tokens)
    var depth = 0
    for token in statement {
      depth += token.nesting
      let isAssignment =
        token.kind == .operatorSign && token.text.hasSuffix("=") && !Self.comparisons.contains(token.text)
      let isOfList = token.isSign(",") || token.isSign(":")
      let isOther = token.kind == .sign && ["{", "@", "#", "&", ";", "\\"].contains(token.text)
      guard !isAssignment, !isOther, depth > 0 || !isOfList, !Self.keywords.contains(token.text) else {
        return nil
      }
    }
    guard let last = statement.last, !last.isSign(")") else { return nil }
    self.init(statement, bytes)
  }

  private init?(_ statement: ArraySlice<SwiftToken>, _ bytes: [UInt8]) {
    guard let start = statement.first?.offset, let end = statement.map(\.end).max() else { return nil }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    source = text(0..<start) + "\(Self.function)(" + text(start..<end) + ")\n"
  }

  /// Declares the function that shows the value by its linker name, so no module has to be imported.
  static let prelude =
    "@_silgen_name(\"course_showResult\") private func \(function)<Value>(_ value: Value)\n"
  private static let function = "courseResult"

  /// Whether a cell ends with a semicolon, which hides its value, on a given line.
  ///
  /// - Parameter line: the line; `nil` for any line.
  static func isWaived(_ source: String, line: Int?) -> Bool {
    guard let last = SwiftScanner(Array(source.utf8)).tokens.last, last.isSign(";") else { return false }
    return line == nil || line == last.line
  }

  private static let comparisons: Set = ["==", "!=", "<=", ">=", "===", "!=="]
  private static let keywords: Set = [
    "let", "var", "func", "struct", "class", "enum", "protocol", "extension", "actor", "typealias", "import",
    "if",
    "guard", "for", "while", "repeat", "switch", "do", "defer", "return", "throw", "try", "await", "break",
    "continue", "fallthrough", "case", "default", "else", "catch", "operator", "precedencegroup", "nil", "_",
  ]

  private static func lastStatement(_ tokens: [SwiftToken]) -> ArraySlice<SwiftToken> {
    var depth = 0
    var start = 0
    for (index, token) in tokens.enumerated() {
      let isFirst = index == 0 || tokens[index - 1].line < token.line || tokens[index - 1].isSign(";")
      if depth == 0, isFirst, !goesOn(token) { start = index }
      depth += token.nesting
    }
    return tokens[min(start, tokens.count)...]
  }

  /// Whether a place is in a statement and in none of its braces: what a closure or a function in it leaves unused is
  /// not the statement's own value.
  private static func isOutside(
    _ place: CellDiagnostics.Place, _ statement: ArraySlice<SwiftToken>, _ bytes: [UInt8]
  ) -> Bool {
    let before = statement.prefix { token in
      guard token.line == place.line else { return token.line < place.line }
      let lineStart = bytes[..<token.offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return token.offset - lineStart < place.column
    }
    let braces = before.reduce(0) { $0 + ($1.isSign("{") ? 1 : $1.isSign("}") ? -1 : 0) }
    return !before.isEmpty && braces == 0
  }

  /// Whether a line that begins so belongs to the statement before.
  private static func goesOn(_ token: SwiftToken) -> Bool {
    token.kind == .operatorSign || [")", "]", "}", ",", ":"].contains(token.text) || token.isWord("else")
  }
}
