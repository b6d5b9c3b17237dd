import Formats

/// A limit for the text of one cell: megabytes of text freeze a notebook's page. Text beyond the limit is counted, and its
/// end is kept, because it can contain a result or an error.
struct OutputLimit {
  /// The number of bytes before the limit.
  static let head = 256 << 10
  /// The number of bytes kept from the end.
  static let tail = 4 << 10

  private var room = head
  private var isAtLineStart = true
  /// The text after the limit: its end, and its total length.
  private var end: [UInt8] = []
  private var beyond = 0

  /// The part of a text below the limit.
  mutating func passOn(_ text: String) -> String {
    if beyond == 0, text.utf8.count <= room {
      room -= Self.lastingCount(text)
      isAtLineStart = text.utf8.last.map { $0 == UInt8(ascii: "\n") } ?? isAtLineStart
      return text
    }
    let bytes = Array(text.utf8)
    let cut = beyond > 0 ? 0 : cut(bytes.prefix(room))
    room = 0
    beyond += bytes.count - cut
    end += bytes[cut...]
    if end.count > 2 * Self.tail { end.removeFirst(end.count - Self.tail) }
    return String(decoding: bytes[..<cut], as: UTF8.self)
  }

  /// The remaining text at the end of the cell: the number of omitted bytes, and the end of the output.
  mutating func finish() -> String {
    defer { self = OutputLimit() }
    guard beyond > 0 else { return "" }
    let last = end.suffix(Self.tail)
    // The end begins with a complete line, or else with a complete character.
    let start =
      last.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? last.firstIndex { $0 & 0xc0 != 0x80 }
    let shown = last.count < beyond ? last[(start ?? last.endIndex)...] : last
    guard shown.count < beyond else { return String(decoding: shown, as: UTF8.self) }
    return
      "\n[\(beyond - shown.count) bytes omitted: the limit of a cell is \(Self.head >> 10) kilobytes]\n"
      + String(decoding: shown, as: UTF8.self)
  }

  /// Where to cut: after a line, or else after a character.
  private func cut(_ bytes: ArraySlice<UInt8>) -> Int {
    if let line = bytes.lastIndex(of: UInt8(ascii: "\n")) { return line + 1 }
    return isAtLineStart && bytes.count < Self.head ? 0 : bytes.lastIndex { $0 & 0xc0 != 0x80 } ?? 0
  }

  /// How many bytes remain: a rewritten line replaces the previous one.
  private static func lastingCount(_ text: String) -> Int {
    let line = text.utf8.lastIndex(of: UInt8(ascii: "\n")) ?? text.startIndex
    let start = text.utf8[line...].firstIndex(of: UInt8(ascii: "\r")) ?? text.endIndex
    return text.utf8.distance(from: text.startIndex, to: start)
  }
}
