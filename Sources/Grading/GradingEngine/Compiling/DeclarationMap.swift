import Formats

/// Where the declarations of a source file begin and end: those of the file, and those inside its types.
///
/// It is meant for the suites, whose layout a formatter keeps: a declaration begins on a line of its own.
struct DeclarationMap {
  /// One declaration.
  struct Declaration: Equatable {
    /// Its first line, counted from 1.
    var first: Int
    /// Its last line.
    var last: Int
    /// Whether it stands inside a type.
    var isMember: Bool
    /// The words in it.
    var words: Set<String> = []
    /// The name that it declares, as far as a word behind `func`, `var`, `let`, `class` and so on tells.
    var name: String?
    fileprivate var keyword: String?
  }

  private(set) var declarations: [Declaration] = []

  private static let modifiers: Set = [
    "public", "private", "fileprivate", "internal", "static", "final", "override", "mutating", "nonisolated",
    "open", "lazy", "weak", "convenience", "required",
  ]
  private static let types: Set = ["struct", "class", "enum", "extension", "protocol", "actor"]
  private static let keywords = types.union([
    "func", "var", "let", "init", "typealias", "subscript", "case", "import",
  ])

  /// The declarations of a source text.
  init(_ source: String) {
    var depth = 0
    var nesting = 0
    var open: [Int?] = [nil, nil]
    var lastLine = 0
    for token in SwiftScanner(source.utf8).tokens {
      if token.isSign("}") {
        depth -= 1
        if depth == 0 { open[1] = nil }
      }
      let isFirst = token.line != lastLine
      lastLine = token.line
      if isFirst, nesting == 0, depth < 2, depth == 0 || isInType(open[0]), begins(token, open[depth]) {
        open[depth] = declarations.count
        declarations.append(Declaration(first: token.line, last: token.line, isMember: depth == 1))
      }
      for case let index? in open { note(token, in: index) }
      if ["(", "["].contains(token.text) { nesting += 1 }
      if [")", "]"].contains(token.text) { nesting -= 1 }
      if token.isSign("{") { depth += 1 }
    }
  }

  private func isInType(_ index: Int?) -> Bool {
    index.flatMap { declarations[$0].keyword }.map(Self.types.contains) ?? false
  }

  /// Whether a token opens a declaration, and does not go on with the attributes and modifiers of the one before.
  private func begins(_ token: SwiftToken, _ current: Int?) -> Bool {
    if let current, declarations[current].keyword == nil { return false }
    return token.isSign("@")
      || token.kind == .word && (Self.keywords.contains(token.text) || Self.modifiers.contains(token.text))
  }

  private mutating func note(_ token: SwiftToken, in index: Int) {
    declarations[index].last = token.line
    guard token.kind == .word || token.kind == .escapedWord else { return }
    if declarations[index].keyword == nil, Self.keywords.contains(token.text) {
      declarations[index].keyword = token.text
      if token.text == "init" { declarations[index].name = "init" }
    } else {
      if declarations[index].keyword != nil, declarations[index].name == nil {
        declarations[index].name = token.text
      }
      declarations[index].words.insert(token.text)
    }
  }

  /// The smallest declaration around a line.
  func declaration(around line: Int) -> Declaration? {
    declarations.filter { $0.first <= line && line <= $0.last }.max { !$0.isMember && $1.isMember }
  }
}
