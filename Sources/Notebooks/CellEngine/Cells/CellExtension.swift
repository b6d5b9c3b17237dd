import Formats

/// What an extension or an operator declaration of a cell gives to later cells without a name of its own.
package enum CellExtension {
  private static let keywords: Set = [
    "var", "let", "func", "init", "subscript", "struct", "class", "enum", "actor", "typealias",
  ]

  /// The members and conformances behind the keyword `extension`, each with the type and its conditions before its
  /// name; an operator or a precedence group with its keyword.
  package static func members(from start: Int, _ tokens: [SwiftToken], _ bytes: [UInt8]) -> [CellDeclaration]
  {
    guard tokens[start].isWord("extension") else {
      return [CellDeclaration(keyword: "operator", name: tokens[start + 1].text, signature: "")]
    }
    let head = tokens[(start + 1)...].prefix { !$0.isSign("{") }
    let owner = text(ownerParts(head), bytes)
    let conformances = protocols(head).map {
      CellDeclaration(keyword: conformance, name: "\(owner): \($0)", signature: "")
    }
    return conformances + declared(from: head.endIndex, owner: owner, tokens, bytes)
  }

  /// The keyword of a conformance.
  package static let conformance = "conformance"

  private static func declared(
    from open: Int, owner: String, _ tokens: [SwiftToken], _ bytes: [UInt8]
  ) -> [CellDeclaration] {
    var found: [CellDeclaration] = []
    var depth = 0
    var place = open
    while place < tokens.count {
      depth += tokens[place].nesting
      if depth == 0 { break }
      if depth == 1, tokens[place].kind == .word, keywords.contains(tokens[place].text),
        place + 1 < tokens.count
      {
        found.append(member(place, owner: owner, tokens, bytes))
      }
      place += 1
    }
    return found.filter { $0.name != "\(owner).func" && $0.name != "\(owner).var" }
  }

  private static func member(
    _ place: Int, owner: String, _ tokens: [SwiftToken], _ bytes: [UInt8]
  ) -> CellDeclaration {
    let keyword = tokens[place].text
    let isNameless = ["init", "subscript"].contains(keyword)
    let hasSignature = isNameless || keyword == "func"
    let name = isNameless ? keyword : tokens[place + 1].text
    return CellDeclaration(
      keyword: hasSignature ? "func" : keyword, name: "\(owner).\(name)",
      signature: hasSignature
        ? CellOutline.signature(from: place + (isNameless ? 1 : 2), tokens, bytes) : "")
  }

  /// The type and the conditions, without what the extension makes it conform to.
  private static func ownerParts(_ head: ArraySlice<SwiftToken>) -> [SwiftToken] {
    let type = head.prefix { !$0.isSign(":") && !$0.isWord("where") }
    return Array(type) + Array(head.drop { !$0.isWord("where") })
  }

  private static func protocols(_ head: ArraySlice<SwiftToken>) -> [String] {
    let list = Array(head.prefix { !$0.isWord("where") }.drop { !$0.isSign(":") })
    return list.indices.filter { list[$0].kind == .word && !list[$0 - 1].isSign("@") }.map { list[$0].text }
  }

  private static func text(_ tokens: [SwiftToken], _ bytes: [UInt8]) -> String {
    tokens.map { String(decoding: bytes[$0.offset..<$0.end], as: UTF8.self) }.joined()
  }
}
