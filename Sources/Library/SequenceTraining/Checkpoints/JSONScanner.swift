/// The marks, strings and whole numbers of a JSON text, one after the other.
struct JSONScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Skips white space, and then `mark` if it is next.
  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  /// Skips white space and `mark`, which has to be next.
  mutating func expect(_ mark: Unicode.Scalar) throws { if !skip(mark) { throw flaw("a \(mark)") } }

  /// Skips white space, after which nothing may follow.
  mutating func expectEnd() throws {
    skipSpace()
    if position < bytes.count { throw flaw("its end") }
  }

  /// A whole number that is not negative, as all lengths are.
  mutating func number() throws -> Int {
    skipSpace()
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)),
      digits.first != UInt8(ascii: "0") || digits.count == 1
    else { throw flaw("a whole number below 2^63") }
    position += digits.count
    return value
  }

  /// A string between quotation marks, its escapes undone.
  mutating func string() throws -> String {
    try expect("\"")
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] >= 0x20 {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        // Foundation's reading of the bytes would drop a byte order mark.
        let string = String(decoding: text, as: UTF8.self)
        guard string.utf8.elementsEqual(text) else { throw flaw("text in UTF-8 before") }
        return string
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape())
      default: text.append(byte)
      }
    }
    throw flaw("the end of a string")
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private func flaw(_ wanted: String) -> TensorFile.Flaw {
    TensorFile.Flaw(
      text: "its header is not JSON of the right form: \(wanted) is expected at byte \(position)")
  }
}

extension JSONScanner {
  /// The character of an escape, in UTF-8.
  private mutating func escape() throws -> [UInt8] {
    guard position < bytes.count else { throw flaw("an escape") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
    default: throw flaw("another escape before")
    }
  }

  /// What four hexadecimal digits stand for, or eight in two halves where it lies beyond the first 65,536.
  private mutating func scalar() throws -> Unicode.Scalar {
    let first = try codeUnit()
    guard UTF16.isLeadSurrogate(first) else {
      guard let scalar = Unicode.Scalar(first) else { throw flaw("a character before") }
      return scalar
    }
    guard bytes[position...].starts(with: Array("\\u".utf8)) else {
      throw flaw("the second half of a character")
    }
    position += 2
    let second = try codeUnit()
    guard UTF16.isTrailSurrogate(second) else { throw flaw("the second half of a character before") }
    let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
    guard let scalar = Unicode.Scalar(value) else { throw flaw("a character before") }
    return scalar
  }

  private mutating func codeUnit() throws -> UInt16 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw flaw("four hexadecimal digits") }
    position += 4
    return value
  }
}
