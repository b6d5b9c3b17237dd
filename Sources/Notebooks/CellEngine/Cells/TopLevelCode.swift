import Formats

/// Which tokens of a cell run as its own statements, and not in a function or a closure.
package struct TopLevelCode {
  private let tokens: [SwiftToken]

  /// What makes the line known on which an error leaves the cell, and so ends it: `try!` for every `try` of the cell's
  /// own statements, and for `throw` a closure that is tried so.
  private(set) var edits: [CellText.Edit] = []
  /// Whether something is waited for outside of all braces, where it can only be the cell itself that waits.
  private(set) var waits = false

  /// Blocks whose statements belong to the statements around them.
  private static let blockWords: Set = ["for", "while", "if", "else", "repeat", "switch"]

  /// Looks through a cell's tokens.
  package init(_ tokens: [SwiftToken]) {
    self.tokens = tokens
    var first = ""  // the word with which the statement began
    var parentheses = 0
    var blocks: [Bool] = []  // of every open brace, whether it opens a block
    for (index, token) in tokens.enumerated() {
      let isInCode = blocks.allSatisfy(\.self)
      if isInCode, parentheses == 0, first.isEmpty || beginsStatement(index) { first = token.text }
      if token.isSign("(") || token.isSign("[") { parentheses += 1 }
      if token.isSign(")") || token.isSign("]") { parentheses -= 1 }
      if token.isSign("{") {
        blocks.append(isInCode && parentheses == 0 && Self.blockWords.contains(first))
        if blocks.last == true { first = "" }
      } else if token.isSign("}") {
        if blocks.popLast() == true { first = "" }
      } else if isInCode {
        read(index, isOutside: blocks.isEmpty)
      }
    }
  }

  private mutating func read(_ index: Int, isOutside: Bool) {
    if tokens[index].isWord("await"), isOutside { waits = true }
    if tokens[index].isWord("throw"), beginsStatement(index) || tokens[index - 1].isSign("{") {
      readThrow(index)
    }
    guard tokens[index].isWord("try") else { return }
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    let isHandled = next?.offset == tokens[index].end && ["?", "!"].contains(next?.text.first)
    if !isHandled { edits.append(CellText.Edit(offset: tokens[index].end, text: "!")) }
  }

  private mutating func readThrow(_ index: Int) {
    var end = index
    var depth = 0
    while end < tokens.count {
      depth += tokens[end].nesting
      if end > index, depth < 0 || depth == 0 && (tokens[end].isSign(";") || beginsStatement(end)) { break }
      end += 1
    }
    edits.append(CellText.Edit(offset: tokens[index].offset, text: "try! { "))
    edits.append(CellText.Edit(offset: tokens[index..<end].map(\.end).max()!, text: " }()"))
  }

  private func beginsStatement(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = tokens[index - 1]
    if before.isSign(";") { return true }
    let goesOn = before.isSign(",") || before.kind == .operatorSign || tokens[index].kind == .operatorSign
    return before.line < tokens[index].line && !goesOn
  }
}
