import SwiftScanning

/// A cell whose last line works something out and does nothing with it: the user wants to see it.
struct LastValue {
  /// The cell with that value shown.
  let source: String

  /// `nil` where the last statement's value is used, or there is none.
  ///
  /// - Parameter unused: the places at which, as the compiler says, a value is not used.
  init?(_ source: String, unused: [CellDiagnostics.Place]) {
    let bytes = Array(source.utf8)
    let tokens = SwiftScanner(bytes).tokens
    var depth = 0
    var start: SwiftToken?
    for (index, token) in tokens.enumerated() {
      let isFirst = index == 0 || tokens[index - 1].line < token.line || tokens[index - 1].isSign(";")
      if depth == 0, isFirst, !Self.goesOn(token) { start = token }
      if token.kind == .sign, ["(", "[", "{"].contains(token.text) { depth += 1 }
      if token.kind == .sign, [")", "]", "}"].contains(token.text) { depth -= 1 }
    }
    guard let start, let last = tokens.map(\.end).max() else { return nil }
    let statement = tokens.drop { $0.offset < start.offset }
    guard unused.contains(where: { Self.isOutside($0, statement, bytes) }) else { return nil }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    self.source = text(0..<start.offset) + "show(" + text(start.offset..<last) + ")\n"
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
