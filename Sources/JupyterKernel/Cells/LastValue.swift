import SwiftScanning

/// A cell whose last line works something out and does nothing with it: the user wants to see it.
struct LastValue {
  /// The cell with that value shown.
  let source: String

  /// `nil` where the last statement's value is used, or there is none.
  ///
  /// - Parameter unusedLines: the lines on which, as the compiler says, a value is not used.
  init?(_ source: String, unusedLines: [Int]) {
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
    guard let start, let last = tokens.map(\.end).max(), unusedLines.contains(where: { $0 >= start.line })
    else {
      return nil
    }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    self.source = text(0..<start.offset) + "show(" + text(start.offset..<last) + ")\n"
  }

  /// Whether a line that begins so belongs to the statement before.
  private static func goesOn(_ token: SwiftToken) -> Bool {
    token.kind == .operatorSign || [")", "]", "}", ",", ":"].contains(token.text) || token.isWord("else")
  }
}
