import Formats

/// Whether a console should take what was typed as a whole cell.
struct Completeness: Equatable {
  /// The answer to a console.
  enum Status: String { case complete, incomplete, invalid }

  let status: Status
  /// How many brackets are open at the end.
  let depth: Int

  /// Looks at the brackets of a source text, at what it ends in the middle of, and at how its last statement ends.
  init(_ source: String) {
    let scanner = SwiftScanner(Array(source.utf8))
    var open: [String] = []
    var isMatched = true
    for token in scanner.tokens {
      if token.isOpening { open.append(token.text) }
      if token.isClosing {
        isMatched = open.popLast().map { Self.closing[$0] == token.text } ?? false && isMatched
      }
    }
    depth = open.count
    if !isMatched || scanner.unfinished == .string || Self.lacksName(scanner.tokens) {
      status = .invalid
    } else if depth > 0 || scanner.unfinished != nil || Self.goesOn(scanner.tokens) {
      status = .incomplete
    } else {
      status = .complete
    }
  }

  /// The answer to Jupyter's question.
  var content: JSONValue {
    guard status == .incomplete else { return ["status": .string(status.rawValue)] }
    return ["status": "incomplete", "indent": .string(String(repeating: "  ", count: depth))]
  }

  private static let closing = ["(": ")", "[": "]", "{": "}"]

  /// Words that cannot end a statement.
  private static let openWords: Set = [
    "let", "var", "func", "struct", "class", "enum", "protocol", "extension", "actor", "typealias", "import",
    "init",
    "case", "if", "else", "for", "in", "while", "repeat", "switch", "guard", "do", "defer", "where", "is",
    "as", "try",
    "await", "throw", "some", "any", "inout", "private", "fileprivate", "public", "static", "final",
    "mutating",
    "operator", "precedencegroup",
  ]
  /// Words that begin a statement with a body in braces.
  private static let bodyWords: Set = [
    "func", "struct", "class", "enum", "protocol", "extension", "actor", "if", "for", "while", "repeat",
    "switch",
    "guard", "do", "defer", "else", "catch", "precedencegroup",
  ]

  /// Whether a declaration has an operator instead of a name.
  private static func lacksName(_ tokens: [SwiftToken]) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { keyword, next in
      ["let", "var", "struct", "class", "enum"].contains { keyword.isWord($0) }
        && (next.kind == .operatorSign && next.text != "." || next.isSign(")") || next.isSign("}"))
    }
  }

  /// Whether the last statement is not yet at its end, all brackets being closed.
  private static func goesOn(_ tokens: [SwiftToken]) -> Bool {
    guard let last = tokens.last else { return false }
    let before = tokens.dropLast().last
    if last.isSign(",") || last.isSign(":") || last.isSign("@") || last.isSign("#") { return true }
    if last.kind == .word, openWords.contains(last.text), before.map(isMemberDot) != true { return true }
    // Directly after a value it can be postfix: `x!`, `n...`, the end of `Array<Int>`.
    if last.kind == .operatorSign, before?.isWord("operator") != true {
      return last.text.hasSuffix(".") && last.text != "..." || before?.end != last.offset
    }
    return isOpenConditional(tokens) || lacksBody(tokens)
  }

  private static func isMemberDot(_ token: SwiftToken) -> Bool {
    token.kind == .operatorSign && token.text.hasSuffix(".")
  }

  /// Whether an `#if` waits for its `#endif`.
  private static func isOpenConditional(_ tokens: [SwiftToken]) -> Bool {
    let words = zip(tokens, tokens.dropFirst()).filter { $0.0.isSign("#") }.map(\.1.text)
    return words.filter { $0 == "if" }.count > words.filter { $0 == "endif" }.count
  }

  /// Whether a statement lacks its body in braces: `func f()`, `if x`, `guard let a = b`.
  private static func lacksBody(_ tokens: [SwiftToken]) -> Bool {
    var wanting: String?
    var depth = 0
    for (index, token) in tokens.enumerated() {
      depth += token.nesting
      guard depth == (token.isOpening ? 1 : 0) else { continue }
      // The body of a `guard` follows its `else`.
      if token.isSign("{"), wanting != "guard" { wanting = nil }
      if token.isSign(";") { wanting = nil }
      if token.kind == .word, bodyWords.contains(token.text), !isOther(index, tokens) { wanting = token.text }
    }
    return wanting != nil
  }

  /// Whether a keyword is no beginning of a statement: a member, a part of a directive or an import, the condition of a
  /// `repeat`.
  private static func isOther(_ index: Int, _ tokens: [SwiftToken]) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    let isCondition = tokens[index].isWord("while") && before.isSign("}") && before.line == tokens[index].line
    return isCondition || isMemberDot(before) || before.isSign("#") || before.isWord("import")
  }
}
