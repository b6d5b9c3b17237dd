extension EncodingFlaw {
  /// Finds out what a file's bytes are; `nil` if they are UTF-8 text, with or without a byte order mark.
  init?(_ bytes: [UInt8]) {
    if let encoding = Self.unicode(bytes) {
      self = .otherUnicode(encoding)
      return
    }
    let parts = UTF8Parts(bytes)
    let zeros = bytes.reduce(0) { $1 == 0 ? $0 + 1 : $0 }
    let controls = bytes.reduce(0) { Self.isForeignToText($1) ? $0 + 1 : $0 }
    let isBinary = parts.invalidCount > 0 && (zeros > 0 || controls * 50 > bytes.count)
    if isBinary || controls * 10 > bytes.count || zeros == bytes.count
      || Self.formats.contains(where: bytes.starts)
    {
      self = .notText
    } else if parts.invalidCount > 0 {
      self = Self.invalid(bytes, parts)
    } else if let first = bytes.firstIndex(of: 0) {
      self = .zeroBytes(count: zeros, first: Place(first, in: bytes))
    } else {
      return nil
    }
  }

  /// Whether a byte is a control character other than those of texts: white space, the old end of a file, and the
  /// escape of colored text.
  private static func isForeignToText(_ byte: UInt8) -> Bool {
    (0x01...0x1F).contains(byte) && !(0x09...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B
  }

  private static func invalid(_ bytes: [UInt8], _ parts: UTF8Parts) -> EncodingFlaw {
    let first = Place(parts.firstInvalid, in: bytes)
    let evidence = parts.characterCount + parts.cutCount
    let damaged = EncodingFlaw.damaged(count: parts.invalidCount, first: first)
    // Other scripts write whole words in upper bytes, some of which are UTF-8 by chance.
    let isLikelyChance = evidence == 0 || parts.invalidCount >= 8 && evidence < parts.invalidCount * 3
    if isLikelyChance, hasWordsOfUpperBytes(bytes) { return .otherScript(first: first) }
    if evidence > 0 || parts.loneStartCount > 0, parts.invalidCount == 1, parts.lengthCutAtEnd > 0 {
      return .cutAtEnd(length: parts.lengthCutAtEnd, first: first)
    }
    if evidence >= parts.invalidCount || parts.loneStartCount == parts.invalidCount { return damaged }
    if evidence * 20 >= parts.invalidCount, evidence > 0 { return .mixed(first: first) }
    let isWindows = bytes.contains { (0x80...0x9F).contains($0) }
    if isWindows && bytes.contains(where: unusedByWindows.contains) { return .otherScript(first: first) }
    return .western(isWindows ? "WINDOWS-1252" : "LATIN1", first: first)
  }

  /// Whether more upper bytes have two upper neighbors than have not, as letters with accents seldom do.
  private static func hasWordsOfUpperBytes(_ bytes: [UInt8]) -> Bool {
    var (all, inWords, run) = (0, 0, 0)
    for byte in bytes {
      run = byte >= 0x80 ? run + 1 : 0
      if run > 0 { all += 1 }
      if run > 2 { inWords += run == 3 ? 3 : 1 }
    }
    return inWords * 2 > all
  }

  /// The encoding of Unicode that a byte order mark names, or else the places of zero bytes.
  private static func unicode(_ bytes: [UInt8]) -> String? {
    for (mark, encoding) in marks where bytes.starts(with: mark) { return encoding }
    guard bytes.count >= 4, bytes.contains(0) else { return nil }
    var zeros = [0, 0, 0, 0]
    var low = [0, 0]
    for (index, byte) in bytes.enumerated() where byte < 0x20 {
      if byte == 0 { zeros[index % 4] += 1 }
      low[index % 2] += 1
    }
    let (quarter, half) = (bytes.count / 4, bytes.count / 2)
    func isFull(_ place: Int) -> Bool { zeros[place] * 10 >= quarter * 9 }
    if isFull(2), isFull(3), zeros[0] * 10 <= quarter { return "UTF-32LE" }
    if isFull(0), isFull(1), zeros[3] * 10 <= quarter { return "UTF-32BE" }
    // The upper bytes of Latin, Greek, Cyrillic, Hebrew, Arabic are below 0x20, and those of spaces are 0.
    if low[1] * 5 >= half * 4, low[0] * 2 <= half, zeros[1] + zeros[3] > 0 { return "UTF-16LE" }
    if low[0] * 5 >= half * 4, low[1] * 2 <= half, zeros[0] + zeros[2] > 0 { return "UTF-16BE" }
    return nil
  }

  /// The longer marks first: that of UTF-32 starts like that of UTF-16.
  private static let marks: [(bytes: [UInt8], encoding: String)] = [
    ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"), ([0xFF, 0xFE], "UTF-16"),
    ([0xFE, 0xFF], "UTF-16"),
  ]
  /// How PDF, archives and office documents, gzip, PNG, JPEG and GIF files start.
  private static let formats: [[UInt8]] = [
    Array("%PDF-".utf8), [0x50, 0x4B, 0x03, 0x04], [0x1F, 0x8B], [0x89, 0x50, 0x4E, 0x47],
    [0xFF, 0xD8, 0xFF],
    Array("GIF8".utf8),
  ]
  private static let unusedByWindows: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
}
