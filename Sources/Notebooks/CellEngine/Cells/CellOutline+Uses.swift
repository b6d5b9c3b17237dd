import Formats

extension CellOutline {
  /// The names that functions and types use without declaring them. A function keeps using the variables it was
  /// compiled with, even if a later cell declares them again.
  ///
  /// - Parameter openings: the keywords of the cell's declarations.
  static func uses(_ openings: [Int], _ tokens: [SwiftToken]) -> [String: Set<String>] {
    var uses: [String: Set<String>] = [:]
    for index in openings where bodies.contains(tokens[index].text) && index + 1 < tokens.count {
      uses[tokens[index + 1].text, default: []].formUnion(names(usedIn: declaration(from: index, tokens)))
    }
    return uses
  }

  private static let bodies: Set = ["func", "struct", "class", "enum", "protocol", "actor"]

  /// The tokens of a declaration after its name.
  private static func declaration(from index: Int, _ tokens: [SwiftToken]) -> ArraySlice<SwiftToken> {
    var depth = 0
    var hasBody = false
    var end = index + 2
    while end < tokens.count {
      if depth == 0, tokens[end].isSign("{") { hasBody = true }
      depth += tokens[end].nesting
      end += 1
      if hasBody, depth == 0 { break }
    }
    return tokens[min(index + 2, tokens.count)..<end]
  }

  private static func names(usedIn tokens: ArraySlice<SwiftToken>) -> Set<String> {
    var used: Set<String> = []
    var own: Set<String> = []
    for (token, next) in zip(tokens, tokens.dropFirst()) {
      let isMember = token.kind == .operatorSign && token.text.hasSuffix(".")
      if next.isName, !isMember { used.insert(next.text) }
      if token.isName, next.isSign(":") || next.isWord("in") { own.insert(token.text) }
      if ["let", "var", "func", "for"].contains(token.text), token.kind == .word, next.isName {
        own.insert(next.text)
      }
    }
    return used.subtracting(own)
  }
}
