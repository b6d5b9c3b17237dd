import Formats

/// What a cell imports and declares at its top level, read from its tokens without the compiler.
package struct CellOutline: Equatable, Sendable {
  /// Its lines of import, each as it is written.
  package private(set) var imports: [String] = []
  /// What it declares.
  package private(set) var declarations: [CellDeclaration] = []
  /// What has no name to import it by: members and conformances that it gives to types, and operators.
  package private(set) var members: [CellDeclaration] = []
  /// Every word in it, keywords included.
  package private(set) var words: Set<String> = []

  /// The names that each function and type uses without declaring them.
  package private(set) var uses: [String: Set<String>] = [:]

  /// Whether it goes through something step by step: optimized, its loops run many times faster, and the compiler
  /// takes a sixth of a second longer.
  package var hasLoops: Bool { !words.isDisjoint(with: ["for", "while", "repeat"]) }

  private static let types: Set = ["struct", "class", "enum", "protocol", "actor", "typealias"]
  private static let nameless: Set = ["extension", "operator", "precedencegroup"]
  private static let modifiers: Set = [
    "public", "package", "internal", "final", "lazy", "weak", "unowned", "nonisolated", "unsafe", "indirect",
    "open", "prefix", "postfix", "infix",
  ]
  package static let hidingModifiers: Set = ["private", "fileprivate"]

  /// The outline of a cell's source.
  package init(_ source: String) {
    let bytes = Array(source.utf8)
    let tokens = SwiftScanner(bytes).tokens
    words = Set(tokens.filter { $0.kind == .word || $0.kind == .escapedWord }.map(\.text))
    let openings = Self.openings(tokens)
    for index in openings { read(index, tokens, bytes) }
    uses = Self.uses(openings, tokens)
    for statement in GuardStatement.all(in: tokens) {
      declarations += statement.names.map {
        CellDeclaration(
          keyword: statement.isVariable ? "var" : "let", name: $0.filter { $0 != "`" }, signature: "")
      }
    }
  }

  /// The keywords of the declarations outside of all brackets.
  package static func openings(_ tokens: [SwiftToken]) -> [Int] {
    var depth = 0
    return tokens.indices.filter { index in
      depth += tokens[index].nesting
      return depth == 0 && tokens[index].kind == .word && opensDeclaration(index, tokens)
    }
  }

  private mutating func read(_ index: Int, _ tokens: [SwiftToken], _ bytes: [UInt8]) {
    let keyword = tokens[index].text
    guard index + 1 < tokens.count else { return }
    let name = tokens[index + 1]
    if keyword == "import" {
      imports.append(Self.line(from: index, tokens, bytes))
    } else if Self.nameless.contains(keyword) {
      members += CellExtension.members(from: index, tokens, bytes)
    } else if keyword == "func" {
      let signature = Self.signature(from: index + 2, tokens, bytes)
      declarations.append(CellDeclaration(keyword: "func", name: name.text, signature: signature))
    } else if Self.types.contains(keyword) {
      let importedAs = keyword == "actor" ? "class" : keyword
      declarations.append(CellDeclaration(keyword: importedAs, name: name.text, signature: ""))
    } else if keyword == "var" || keyword == "let" {
      declarations += Self.variables(from: index + 1, tokens).map {
        CellDeclaration(keyword: keyword, name: $0, signature: "")
      }
    }
  }

  /// Whether a word is the keyword of a declaration: only modifiers and attributes stand before it on its line, and it
  /// does not go on with the conditions of an `if`.
  private static func opensDeclaration(_ index: Int, _ tokens: [SwiftToken]) -> Bool {
    let keywords = types.union(nameless).union(["func", "var", "let", "import"])
    guard keywords.contains(tokens[index].text) else { return false }
    var place = index - 1
    while place >= 0, tokens[place].line == tokens[index].line, !tokens[place].isSign(";") {
      if tokens[place].isSign(")") {
        place = opening(of: place, tokens) - 1
        continue
      }
      let before = tokens[place]
      let isAttribute = before.isSign("@") || place > 0 && tokens[place - 1].isSign("@")
      guard isAttribute || modifiers.contains(before.text) || hidingModifiers.contains(before.text) else {
        return false
      }
      place -= 1
    }
    return place < 0 || !tokens[place].isSign(",")
  }

  /// The bracket that a closing one belongs to.
  private static func opening(of closing: Int, _ tokens: [SwiftToken]) -> Int {
    var depth = 0
    var place = closing
    while place > 0 {
      depth -= tokens[place].nesting
      if depth == 0 { break }
      place -= 1
    }
    return place
  }

  /// From a token, and the attributes before it, to the end of its line.
  private static func line(from index: Int, _ tokens: [SwiftToken], _ bytes: [UInt8]) -> String {
    var first = index
    while first > 0, tokens[first - 1].line == tokens[index].line, !tokens[first - 1].isSign(";") {
      first -= 1
    }
    let rest = tokens[index...].prefix { $0.line == tokens[index].line && !$0.isSign(";") }
    return String(decoding: bytes[tokens[first].offset..<rest.last!.end], as: UTF8.self)
  }

  /// From a function's name to its body, blanks left out.
  package static func signature(from start: Int, _ tokens: [SwiftToken], _ bytes: [UInt8]) -> String {
    var depth = 0
    let part = tokens[min(start, tokens.count)...].prefix { token in
      if token.isSign("(") || token.isSign("[") { depth += 1 }
      if token.isSign(")") || token.isSign("]") { depth -= 1 }
      return !(depth == 0 && token.isSign("{"))
    }
    return part.map { String(decoding: bytes[$0.offset..<$0.end], as: UTF8.self) }.joined(separator: " ")
  }

  /// The names behind `var` or `let`: one, those of a tuple, or several with commas between them.
  private static func variables(from start: Int, _ tokens: [SwiftToken]) -> [String] {
    var names: [String] = []
    var place = start
    if tokens[place].isSign("(") {
      var depth = 0
      repeat {
        depth += tokens[place].nesting
        if isName(tokens[place]), place + 1 >= tokens.count || !tokens[place + 1].isSign(":") {
          names.append(tokens[place].text)
        }
        place += 1
      } while depth > 0 && place < tokens.count
    } else if isName(tokens[place]) {
      names.append(tokens[place].text)
    }
    return names + furtherVariables(from: place + 1, tokens)
  }

  private static func furtherVariables(from start: Int, _ tokens: [SwiftToken]) -> [String] {
    var names: [String] = []
    var depth = 0
    for place in start..<max(start, tokens.count) {
      let token = tokens[place]
      let goesOn = tokens[place - 1].isSign(",") || tokens[place - 1].kind == .operatorSign
      if depth == 0, token.line > tokens[place - 1].line, !goesOn { break }
      depth += token.nesting
      guard depth == 0, token.isSign(","), place + 2 < tokens.count, isName(tokens[place + 1]) else {
        continue
      }
      if tokens[place + 2].isSign(":") || tokens[place + 2].text == "=" {
        names.append(tokens[place + 1].text)
      }
    }
    return names
  }

  private static func isName(_ token: SwiftToken) -> Bool {
    (token.kind == .word || token.kind == .escapedWord) && token.text != "_"
  }
}
