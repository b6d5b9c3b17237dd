import Formats

/// A `guard` at the top level of a cell, and the names that it binds.
///
/// What it binds is no global variable in Swift: no function can use it, and no later cell. Written as the value of a
/// closure, `let x = { guard let x = f() else { … }; return x }()`, it is one.
package struct GuardStatement: Equatable {
  /// The names, in their order.
  package let names: [String]
  /// Whether one of them can be changed.
  package let isVariable: Bool
  /// Where the statement begins and ends, in bytes.
  package let range: Range<Int>
  /// The line on which it begins.
  package let line: Int
  /// Whether its `else` throws, or calls what throws.
  package let throwsErrors: Bool
  /// Whether it waits for something.
  package let waits: Bool

  /// The changes that make global variables of the names.
  ///
  /// - Parameter isolation: what stands before the declaration.
  package func edits(isolation: String) -> [CellText.Edit] {
    guard !names.isEmpty else { return [] }
    let list = names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
    let effects = (throwsErrors ? "try! " : "") + (waits ? "await " : "")
    return [
      CellText.Edit(
        offset: range.lowerBound, text: "\(isolation)\(isVariable ? "var" : "let") \(list) = \(effects){ "),
      CellText.Edit(offset: range.upperBound, text: "; return \(list) }()"),
    ]
  }

  /// Those of a cell, outside of all braces.
  package static func all(in tokens: [SwiftToken]) -> [GuardStatement] {
    var found: [GuardStatement] = []
    var depth = 0
    for (index, token) in tokens.enumerated() {
      depth += token.nesting
      if depth == 0, token.isWord("guard"), let statement = GuardStatement(index, tokens) {
        found.append(statement)
      }
    }
    return found
  }

  /// `nil` if it does not end.
  private init?(_ start: Int, _ tokens: [SwiftToken]) {
    var depth = 0
    var clauses: [[SwiftToken]] = [[]]
    var place = start + 1
    while place < tokens.count, !(depth == 0 && tokens[place].isWord("else")) {
      depth += tokens[place].nesting
      if depth == 0, tokens[place].isSign(",") {
        clauses.append([])
      } else {
        clauses[clauses.count - 1].append(tokens[place])
      }
      place += 1
    }
    guard place + 1 < tokens.count, tokens[place + 1].isSign("{") else { return nil }
    let body = place + 1
    var end = body
    depth = 0
    repeat {
      depth += tokens[end].nesting
      end += 1
    } while depth > 0 && end < tokens.count
    guard depth == 0 else { return nil }
    let isNewerSelf = clauses.indices.contains { Self.usesOwnNames(clauses[...$0]) }
    // Inside a closure `return` would have another meaning; unchanged, the compiler reports it.
    let returns = tokens[body..<end].contains { $0.isWord("return") }
    names = isNewerSelf || returns ? [] : clauses.flatMap(Self.names)
    isVariable = clauses.contains { Self.pattern($0).contains { $0.isWord("var") } }
    range = tokens[start].offset..<tokens[end - 1].end
    line = tokens[start].line
    throwsErrors = tokens[body..<end].contains { $0.isWord("throw") || $0.isWord("try") }
    waits = tokens[start..<end].contains { $0.isWord("await") }
  }

  /// Whether the last of some conditions binds what it or those before name: `guard let x = x` means the `x` of an
  /// earlier cell, which a global variable `x` would hide.
  private static func usesOwnNames(_ clauses: ArraySlice<[SwiftToken]>) -> Bool {
    guard let last = clauses.last else { return false }
    let isShort =
      last.first.map { $0.isWord("let") || $0.isWord("var") } == true && pattern(last).count == last.count
    let names = Set(names(last))
    let used = clauses.flatMap { $0.dropFirst(pattern($0).count) }
    return !names.isEmpty && (isShort || used.contains { $0.isName && names.contains($0.name) })
  }

  /// What stands before the `=` of a condition that binds something.
  private static func pattern(_ clause: [SwiftToken]) -> ArraySlice<SwiftToken> {
    guard let first = clause.first, ["let", "var", "case"].contains(first.text) else { return [] }
    return clause.prefix { !($0.kind == .operatorSign && $0.text == "=") }
  }

  private static func names(_ clause: [SwiftToken]) -> [String] {
    let pattern = Array(pattern(clause))
    guard let first = pattern.first, pattern.count > 1 else { return [] }
    if !first.isWord("case") { return [pattern[1]].filter(\.isName).map(\.name) }
    var names: [String] = []
    var bindingDepth: Int?
    var depth = 0
    for (index, token) in pattern.enumerated().dropFirst() {
      if token.isOpening { depth += 1 }
      if token.isClosing {
        depth -= 1
        if let bound = bindingDepth, depth < bound { bindingDepth = nil }
      }
      if token.isWord("as") || token.isWord("is") { break }
      if token.isWord("let") || token.isWord("var") {
        bindingDepth = depth
      } else if bindingDepth != nil, token.isName, !isPart(index, of: pattern) {
        names.append(token.name)
      } else if token.isSign(","), bindingDepth == depth, !pattern[1].isWord("let"), !pattern[1].isWord("var")
      {
        bindingDepth = nil
      }
    }
    return names
  }

  /// Whether a word names a case, a type or a label and not what is bound.
  private static func isPart(_ index: Int, of pattern: [SwiftToken]) -> Bool {
    let before = pattern[index - 1]
    let isMember = before.kind == .operatorSign && before.text.hasSuffix(".")
    guard index + 1 < pattern.count else { return isMember }
    let next = pattern[index + 1]
    let isLabel = next.isSign(":") && before.isSign("(") || next.isSign(":") && before.isSign(",")
    return isMember || isLabel || next.isSign("(") || next.kind == .operatorSign && next.text == "."
  }
}

extension SwiftToken {
  /// Whether it opens brackets of any kind.
  package var isOpening: Bool { kind == .sign && ["(", "[", "{"].contains(text) }
  /// Whether it closes brackets of any kind.
  package var isClosing: Bool { kind == .sign && [")", "]", "}"].contains(text) }
  /// By how much it changes the depth of brackets.
  package var nesting: Int { isOpening ? 1 : isClosing ? -1 : 0 }
  /// Whether it can be the name of a variable.
  package var isName: Bool {
    kind == .escapedWord
      || kind == .word && !["_", "true", "false", "nil", "self", "let", "var"].contains(text)
  }
  /// The name as it is written.
  package var name: String { kind == .escapedWord ? "`\(text)`" : text }
}
