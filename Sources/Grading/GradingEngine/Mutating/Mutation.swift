import Formats

/// One change of a function's body: bytes, and their replacement. Many do not compile; the compiler finds
/// those.
struct Mutation: Equatable {
  let line: Int
  let range: Range<Int>
  let text: String

  /// The changes of a body, given its tokens with the braces around it.
  static func all(of tokens: [SwiftToken], in bytes: [UInt8]) -> [Mutation] {
    let body = MutatedBody(tokens, bytes)
    return tokens.indices.flatMap { index in
      body.exchanges(at: index) + body.numbers(at: index) + body.omissions(at: index)
        + body.otherNames(at: index)
    } + body.leftOutStatements
  }

  /// Additional changes, for a body that has too few: each name is also exchanged for the previous one.
  static func further(of tokens: [SwiftToken], in bytes: [UInt8]) -> [Mutation] {
    let body = MutatedBody(tokens, bytes)
    return tokens.indices.flatMap { body.otherNames(at: $0, ahead: -1) }
  }
}

/// The body of a function to be changed.
struct MutatedBody {
  let tokens: [SwiftToken]
  let bytes: [UInt8]

  init(_ tokens: [SwiftToken], _ bytes: [UInt8]) {
    self.tokens = tokens
    self.bytes = bytes
  }

  private static let others: [String: String] = {
    let pairs = [
      ("+", "-"), ("*", "/"), ("+=", "-="), ("*=", "/="), ("<", "<="), (">", ">="), ("==", "!="),
      ("&&", "||"),
      ("..<", "..."), ("true", "false"), ("min", "max"), ("first", "last"), ("rows", "columns"),
      ("dropFirst", "dropLast"), ("prefix", "suffix"), ("rowSums", "columnSums"),
      ("rowMaxima", "columnMaxima"),
      ("zeros", "ones"), ("tanh", "sigmoid"), ("minimum", "maximum"), ("break", "continue"),
      ("firstIndex", "lastIndex"), ("lowercased", "uppercased"), ("keys", "values"),
    ]
    return Dictionary(uniqueKeysWithValues: pairs + pairs.map { ($1, $0) })
  }()

  /// Another operator, or a function of the same kind.
  func exchanges(at index: Int) -> [Mutation] {
    let token = tokens[index]
    guard token.kind == .operatorSign || token.kind == .word && !isLabel(index),
      let other = Self.others[token.text]
    else { return [] }
    if ["rows", "columns", "first", "last"].contains(token.text), !follows(".", index) { return [] }
    return [replacing(token, by: other)]
  }

  /// A number one more, one less.
  func numbers(at index: Int) -> [Mutation] {
    let token = tokens[index]
    guard token.kind == .literal else { return [] }
    let text = String(decoding: bytes[token.offset..<token.end], as: UTF8.self)
    if let number = Int(text) {
      return [number + 1, number - 1].filter { $0 >= 0 }.map { replacing(token, by: "\($0)") }
    }
    return Double(text).map { [replacing(token, by: "\($0 + 1)")] } ?? []
  }

  /// Removes `.transposed()` and the like, a term of a sum, or a factor.
  func omissions(at index: Int) -> [Mutation] {
    let token = tokens[index]
    let removable = ["transposed", "reversed", "sorted", "lowercased", "absolute"]
    if removable.contains(token.text), follows(".", index), index + 2 < tokens.count,
      tokens[index + 1].isSign("("), tokens[index + 2].isSign(")")
    {
      return [leavingOut(tokens[index - 1].offset..<tokens[index + 2].end, token.line)]
    }
    guard token.kind == .operatorSign, ["+", "-", "*", "/"].contains(token.text), index > 0,
      tokens[index - 1].end < token.offset, index + 1 < tokens.count, tokens[index + 1].offset > token.end
    else { return [] }
    let end = endOfOperand(from: index + 1, isFactor: "*/".contains(token.text))
    guard end > index + 1, tokens[end - 1].line == token.line else { return [] }
    return [leavingOut(tokens[index - 1].end..<tokens[end - 1].end, token.line)]
  }

  /// Another name of the body instead of a name, the next one or one further ahead: a member for a member, a
  /// variable for a variable.
  func otherNames(at index: Int, ahead: Int = 1) -> [Mutation] {
    let token = tokens[index]
    guard token.kind == .word, !isLabel(index), !isDeclared(index) else { return [] }
    let names = follows(".", index) ? members(areCalls: isCall(index)) : isCall(index) ? [] : variables
    guard let place = names.firstIndex(of: token.text), names.count > 1 else { return [] }
    return [replacing(token, by: names[(place + ahead + names.count) % names.count])]
  }

  /// Removes a line that is a whole statement other than a declaration.
  var leftOutStatements: [Mutation] {
    let lines = Dictionary(grouping: tokens.dropFirst().dropLast(), by: \.line)
    return lines.keys.sorted().compactMap { number in
      guard let line = lines[number], let first = line.first, let last = line.last else { return nil }
      let kept: Set = [
        "let", "var", "return", "if", "for", "while", "func", "else", "case", "switch", "throw", "default",
        "repeat", "do", "defer",
      ]
      guard first.kind == .word, !kept.contains(first.text), isBalanced(line), last.kind != .operatorSign,
        !["{", ",", "("].contains(last.text), isStatement(line)
      else { return nil }
      return leavingOut(first.offset..<last.end, number)
    }
  }

  private func isStatement(_ line: [SwiftToken]) -> Bool {
    let assigns = line.contains { ["=", "+=", "-=", "*=", "/="].contains($0.text) }
    let isGuard = line[0].isWord("guard") && line.last?.isSign("}") == true
    return isGuard || assigns || ["continue", "break"].contains(line[0].text)
      || line.last?.isSign(")") == true
  }

  private func isBalanced(_ line: [SwiftToken]) -> Bool {
    var depth = 0
    for token in line where token.kind == .sign {
      if "([{".contains(token.text) { depth += 1 }
      if ")]}".contains(token.text) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  /// The index after the operand that begins at the given one.
  private func endOfOperand(from start: Int, isFactor: Bool) -> Int {
    var (index, depth) = (start, 0)
    let ending: Set = ["?", ":", ",", ";", "else", "where"]
    while index < tokens.count {
      let token = tokens[index]
      if depth == 0 {
        if index > start, token.line != tokens[index - 1].line { break }
        let isInner = !isFactor && ["*", "/", "%"].contains(token.text)
        if token.kind == .operatorSign, token.text != ".", index > start, !isInner { break }
        if ending.contains(token.text) || token.isSign("{") { break }
      }
      if token.kind == .sign, "([{".contains(token.text) { depth += 1 }
      if token.kind == .sign, ")]}".contains(token.text) { depth -= 1 }
      if depth < 0 { break }
      index += 1
    }
    return index
  }

  /// The names that follow a dot anywhere in the body, in order.
  private func members(areCalls: Bool) -> [String] {
    let names = tokens.indices.filter {
      tokens[$0].kind == .word && follows(".", $0) && isCall($0) == areCalls
    }
    return Set(names.map { tokens[$0].text }).sorted()
  }

  /// The names that the body declares and uses.
  private var variables: [String] {
    Set(tokens.indices.filter(isDeclared).map { tokens[$0].text }).sorted()
  }

  private func isDeclared(_ index: Int) -> Bool {
    guard tokens[index].kind == .word, index > 0 else { return false }
    return ["let", "var", "for"].contains(tokens[index - 1].text)
  }

  private func isCall(_ index: Int) -> Bool { index + 1 < tokens.count && tokens[index + 1].isSign("(") }
  /// An argument label does not count as a name of the program.
  private func isLabel(_ index: Int) -> Bool { index + 1 < tokens.count && tokens[index + 1].isSign(":") }
  private func follows(_ text: String, _ index: Int) -> Bool { index > 0 && tokens[index - 1].text == text }

  private func replacing(_ token: SwiftToken, by text: String) -> Mutation {
    Mutation(line: token.line, range: token.offset..<token.end, text: text)
  }

  private func leavingOut(_ range: Range<Int>, _ line: Int) -> Mutation {
    Mutation(line: line, range: range, text: "")
  }
}
