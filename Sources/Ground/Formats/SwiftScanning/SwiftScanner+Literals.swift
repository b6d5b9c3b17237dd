extension SwiftScanner {
  /// Scans a string if one starts here: plain or raw, of one line or of many.
  mutating func scanString() -> Bool {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    guard byte(hashes) == UInt8(ascii: "\"") else { return false }
    let isLong = starts("\"\"\"", at: hashes)
    add(.literal, "")
    advance(hashes + (isLong ? 3 : 1))
    while position < bytes.count {
      if !isLong, byte() == UInt8(ascii: "\n") { break }
      if closes(hashes, isLong) {
        advance(hashes + (isLong ? 3 : 1))
        return true
      }
      scanInsideString(hashes)
    }
    unfinished = isLong ? .longString : .string
    return true
  }

  private func closes(_ hashes: Int, _ isLong: Bool) -> Bool {
    guard isLong ? starts("\"\"\"") : byte() == UInt8(ascii: "\"") else { return false }
    return (0..<hashes).allSatisfy { byte((isLong ? 3 : 1) + $0) == UInt8(ascii: "#") }
  }

  private mutating func scanInsideString(_ hashes: Int) {
    let isEscape =
      byte() == UInt8(ascii: "\\") && (0..<hashes).allSatisfy { byte(1 + $0) == UInt8(ascii: "#") }
    guard isEscape else { return advance() }
    if byte(1 + hashes) == UInt8(ascii: "(") {
      advance(2 + hashes)
      guard depth < Self.depthLimit else {
        unreadable = line
        position = bytes.count
        return
      }
      depth += 1
      scan(untilClosingParenthesis: true)
      depth -= 1
    } else {
      advance(1 + hashes)
      if byte() != UInt8(ascii: "\n") { advance() }
    }
  }

  /// Scans a regular expression if one starts here; between plain slashes, the rest of its line is treated as
  /// code.
  mutating func scanRegularExpression(_ next: UInt8) -> Bool {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    guard byte(hashes) == UInt8(ascii: "/") else { return false }
    if hashes > 0 { return skipExtendedExpression(hashes) }
    guard mayStartExpression, restOfLine.dropFirst().contains(UInt8(ascii: "/")) else { return false }
    scanRawLine()
    return true
  }

  private var restOfLine: ArraySlice<UInt8> { bytes[position...].prefix { $0 != UInt8(ascii: "\n") } }

  /// A slash after a value divides; after anything else it can open a regular expression.
  private var mayStartExpression: Bool {
    guard byte(1) > UInt8(ascii: " ") else { return false }
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .word: return ["return", "in", "case", "where", "try", "if", "while", "else"].contains(last.text)
    case .escapedWord, .literal: return false
    case .operatorSign: return true
    case .sign: return ![")", "]", "}"].contains(last.text)
    }
  }

  private mutating func skipExtendedExpression(_ hashes: Int) -> Bool {
    add(.literal, "")
    advance(hashes + 1)
    while position < bytes.count {
      if byte() == UInt8(ascii: "/"), (0..<hashes).allSatisfy({ byte(1 + $0) == UInt8(ascii: "#") }) {
        advance(1 + hashes)
        return true
      }
      advance()
    }
    return true
  }

  private mutating func scanRawLine() {
    while position < bytes.count, byte() != UInt8(ascii: "\n") {
      if Self.isWordByte(byte()) {
        scanWord()
      } else {
        add(.sign, String(UnicodeScalar(byte())))
        advance()
      }
    }
  }
}
