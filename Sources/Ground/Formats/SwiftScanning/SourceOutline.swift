/// The declarations of a source file as a tree: the range, the name and the parts of each.
///
/// It is meant for sources that a formatter keeps in shape: a declaration begins on its own line.
public struct SourceOutline: Sendable {
  /// The declarations of the file itself, in order.
  public private(set) var declarations: [OutlinedDeclaration] = []
  /// The source.
  let bytes: [UInt8]
  let lines: LineTable
  private let tokens: [SwiftToken]
  private var next = 0
  private var depth = 0
  /// The depth limit of nested types: deeper contents are skipped.
  private static let depthLimit = 64

  /// The outline of a source text.
  public init(_ source: String) {
    bytes = Array(source.utf8)
    lines = LineTable(bytes)
    tokens = SwiftScanner(bytes).tokens
    declarations = readDeclarations()
  }

  /// Every declaration, each before its members.
  public var all: [OutlinedDeclaration] { declarations.flatMap(\.withMembers) }

  /// How many bytes the source has.
  public var byteCount: Int { bytes.count }

  /// The text of a range of bytes.
  public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Reads declarations up to the brace that closes the type around them, or to the end.
  private mutating func readDeclarations() -> [OutlinedDeclaration] {
    var found: [OutlinedDeclaration] = []
    while next < tokens.count, !tokens[next].isSign("}") { found.append(readDeclaration()) }
    return found
  }

  private mutating func readDeclaration() -> OutlinedDeclaration {
    let first = next
    var declaration = OutlinedDeclaration()
    readHead(&declaration)
    readRest(&declaration, from: first)
    let lineEnd = self.lineEnd(from: tokens[first..<next].map(\.end).max()! - 1)
    declaration.comment = lines.commentAbove(tokens[first].offset)
    declaration.range = declaration.comment.lowerBound..<lineEnd
    declaration.head = tokens[first].offset..<(declaration.body?.lowerBound ?? lineEnd)
    return declaration
  }

  /// Attributes, modifiers, the keyword and the name after it.
  private mutating func readHead(_ declaration: inout OutlinedDeclaration) {
    while next < tokens.count, declaration.keyword.isEmpty {
      let token = tokens[next]
      next += 1
      if token.isSign("@") {
        next = min(next + 1, tokens.count)
        skipParentheses()
      } else if token.kind == .word, OutlinedDeclaration.keywords.contains(token.text) {
        // `class func` and `class var` use a keyword as a modifier.
        let isModifier =
          token.text == "class" && next < tokens.count && ["func", "var"].contains(tokens[next].text)
        if !isModifier { declaration.keyword = token.text }
      } else {
        let isPartial = next < tokens.count && tokens[next].isSign("(")
        declaration.modifiers.append(token.text + (isPartial ? "()" : ""))
        skipParentheses()
      }
    }
    guard next < tokens.count else { return }
    declaration.name = declaration.keyword == "init" ? "init" : tokens[next].text
    if declaration.keyword == "extension" { declaration.name = readDottedName() }
  }

  private func readDottedName() -> String {
    var place = next
    var name = ""
    while place < tokens.count, tokens[place].kind == .word || tokens[place].text == "." {
      if tokens[place].isWord("where") { break }
      name += tokens[place].text
      place += 1
    }
    return name
  }

  private mutating func skipParentheses() {
    guard next < tokens.count, tokens[next].isSign("(") else { return }
    var depth = 0
    repeat {
      if tokens[next].isSign("(") { depth += 1 }
      if tokens[next].isSign(")") { depth -= 1 }
      next += 1
    } while depth > 0 && next < tokens.count
  }

  /// Everything after the head: to the brace that ends the declaration, or to the line that begins the next
  /// one.
  private mutating func readRest(_ declaration: inout OutlinedDeclaration, from first: Int) {
    var depth = 0
    while next < tokens.count {
      let token = tokens[next]
      if depth == 0, next > first, token.isSign("}") || beginsDeclaration(next) { return }
      if depth == 0, token.isSign("{"), declaration.hasBraces {
        return readBraces(&declaration)
      }
      if ["(", "[", "{"].contains(token.text), token.kind == .sign { depth += 1 }
      if [")", "]", "}"].contains(token.text), token.kind == .sign { depth -= 1 }
      if token.isWord("throws") { declaration.throwsErrors = declaration.throwsErrors || depth == 0 }
      next += 1
    }
  }

  private mutating func readBraces(_ declaration: inout OutlinedDeclaration) {
    let open = tokens[next].offset
    next += 1
    if declaration.isType, depth < Self.depthLimit {
      depth += 1
      declaration.members = readDeclarations()
      depth -= 1
    } else {
      skipToClosingBrace()
    }
    guard next < tokens.count else {
      declaration.body = open..<bytes.count
      return
    }
    declaration.body = open..<(tokens[next].offset + 1)
    next += 1
  }

  private mutating func skipToClosingBrace() {
    var depth = 0
    while next < tokens.count {
      if tokens[next].isSign("{") { depth += 1 }
      if tokens[next].isSign("}") {
        if depth == 0 { return }
        depth -= 1
      }
      next += 1
    }
  }

  /// Whether a token is the first of its line and opens a declaration.
  private func beginsDeclaration(_ index: Int) -> Bool {
    let token = tokens[index]
    guard index > 0, tokens[index - 1].line < token.line else { return false }
    return token.isSign("@") || token.kind == .word && OutlinedDeclaration.openingWords.contains(token.text)
  }

  /// Where the line around a position begins.
  public func lineStart(of offset: Int) -> Int { lines.start(of: offset) }

  /// Where the line around a position ends, after its line feed.
  public func lineEnd(from offset: Int) -> Int { lines.end(from: offset) }
}
