/// The result of decoding some bytes as UTF-8.
struct UTF8Parts {
  /// Whole characters of several bytes, which hardly ever occur by chance.
  private(set) var characterCount = 0
  /// Places where the decoder stumbles, each the longest start of a character that is none.
  private(set) var invalidCount = 0
  /// Those of several bytes that start a curly quote, a dash or an emoji and hardly anything in another encoding.
  private(set) var cutCount = 0
  /// Those of the one byte that starts `é` or `ü` but hardly any Western text in another encoding, with no capital
  /// letter after it.
  private(set) var loneStartCount = 0
  private(set) var firstInvalid = 0
  /// How many bytes of a cut character the text ends with.
  private(set) var lengthCutAtEnd = 0

  init(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let (length, expected) = Self.sequence(at: index, in: bytes)
      if length == expected {
        characterCount += 1
      } else {
        if invalidCount == 0 { firstInvalid = index }
        invalidCount += 1
        if Self.cutStarts.contains(where: bytes[index..<index + length].starts) { cutCount += 1 }
        if Self.isLoneStart(index, in: bytes) { loneStartCount += 1 }
        if expected > 0, index + length == bytes.count { lengthCutAtEnd = length }
      }
      index += length
    }
  }

  private static let cutStarts: [[UInt8]] = [[0xE2, 0x80], [0xF0, 0x9F]]

  private static func isLoneStart(_ index: Int, in bytes: [UInt8]) -> Bool {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    return (0xC2...0xC3).contains(bytes[index])
      && (index + 1 == bytes.count || bytes[index + 1] < 0x80 && !capitals.contains(bytes[index + 1]))
  }

  /// How many bytes from `index` on fit together, at least 1, and how many the first of them announces, 0 if it
  /// cannot be a first.
  private static func sequence(at index: Int, in bytes: [UInt8]) -> (length: Int, expected: Int) {
    let expected: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[index] {
    case 0xC2...0xDF: expected = 2
    case 0xE0...0xEF: expected = 3
    case 0xF0...0xF4: expected = 4
    default: return (1, 0)
    }
    switch bytes[index] {
    case 0xE0: second = 0xA0...0xBF
    case 0xED: second = 0x80...0x9F
    case 0xF0: second = 0x90...0xBF
    case 0xF4: second = 0x80...0x8F
    default: break
    }
    var length = 1
    while length < expected, index + length < bytes.count,
      (length == 1 ? second : 0x80...0xBF).contains(bytes[index + length])
    {
      length += 1
    }
    return (length, expected)
  }
}
