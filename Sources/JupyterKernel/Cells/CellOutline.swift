import SwiftScanning

/// What a cell imports and declares at its top level, read from its tokens without the compiler.
struct CellOutline: Equatable, Sendable {
  /// Its lines of import, each as it is written.
  private(set) var imports: [String] = []
  /// What it declares, private declarations left out: no other cell can see them.
  private(set) var declarations: [CellDeclaration] = []
  /// Whether it extends types or declares operators: what has no name to import by.
  private(set) var hasNameless = false
  /// Every word in it, keywords included.
  private(set) var words: Set<String> = []

  /// Whether it goes through something step by step: optimized, its loops run many times faster, and the compiler
  /// takes a sixth of a second longer.
  var hasLoops: Bool { !words.isDisjoint(with: ["for", "while", "repeat"]) }

  private static let types: Set = ["struct", "class", "enum", "protocol", "actor", "typealias"]
  private static let nameless: Set = ["extension", "operator", "precedencegroup"]
  private static let modifiers: Set = [
    "public", "package", "internal", "final", "lazy", "weak", "unowned", "nonisolated", "unsafe", "indirect",
  ]
  private static let hidingModifiers: Set = ["private", "fileprivate"]

  /// The outline of a cell's source.
  init(_ source: String) {
    let bytes = Array(source.utf8)
    let tokens = SwiftScanner(bytes).tokens
    words = Set(tokens.filter { $0.kind == .word || $0.kind == .escapedWord }.map(\.text))
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if token.kind == .sign, ["(", "[", "{"].contains(token.text) { depth += 1 }
      if token.kind == .sign, [")", "]", "}"].contains(token.text) { depth -= 1 }
      guard depth == 0, token.kind == .word, Self.opensDeclaration(index, tokens) else { continue }
      read(index, tokens, bytes)
    }
  }

  private mutating func read(_ index: Int, _ tokens: [SwiftToken], _ bytes: [UInt8]) {
    let keyword = tokens[index].text
    guard index + 1 < tokens.count else { return }
    let name = tokens[index + 1]
    if keyword == "import" {
      imports.append(Self.line(from: index, tokens, bytes))
    } else if Self.nameless.contains(keyword) {
      hasNameless = true
    } else if keyword == "func" {
      let signature = Self.signature(from: index + 2, tokens, bytes)
      declarations.append(CellDeclaration(keyword: "func", name: name.text, signature: signature))
      hasNameless = hasNameless || name.kind == .operatorSign
    } else if Self.types.contains(keyword) {
      let importedAs = keyword == "actor" ? "class" : keyword
      declarations.append(CellDeclaration(keyword: importedAs, name: name.text, signature: ""))
    } else if keyword == "var" || keyword == "let" {
      declarations += Self.variables(from: index + 1, tokens).map {
        CellDeclaration(keyword: keyword, name: $0, signature: "")
      }
    }
  }

  /// Whether a word is the keyword of a declaration: only modifiers and attributes stand before it on its line, none
  /// of them hides it, and it does not go on with the conditions of an `if`.
  private static func opensDeclaration(_ index: Int, _ tokens: [SwiftToken]) -> Bool {
    let keywords = types.union(nameless).union(["func", "var", "let", "import"])
    guard keywords.contains(tokens[index].text) else { return false }
    var place = index - 1
    while place >= 0, tokens[place].line == tokens[index].line, !tokens[place].isSign(";") {
      let before = tokens[place]
      let isAttribute = place > 0 && tokens[place - 1].isSign("@")
      let isPart = before.isSign("@") || before.isSign("(") || before.isSign(")")
      if hidingModifiers.contains(before.text), !tokens[place + 1].isSign("(") { return false }
      guard
        isAttribute || isPart || modifiers.contains(before.text) || before.text == "private"
          || ["prefix", "postfix", "infix", "set"].contains(before.text)
      else { return false }
      place -= 1
    }
    return place < 0 || !tokens[place].isSign(",")
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
  private static func signature(from start: Int, _ tokens: [SwiftToken], _ bytes: [UInt8]) -> String {
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
      while place < tokens.count, !tokens[place].isSign(")") {
        if isName(tokens[place]), place + 1 >= tokens.count || !tokens[place + 1].isSign(":") {
          names.append(tokens[place].text)
        }
        place += 1
      }
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
      if token.kind == .sign, ["(", "[", "{"].contains(token.text) { depth += 1 }
      if token.kind == .sign, [")", "]", "}"].contains(token.text) { depth -= 1 }
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
