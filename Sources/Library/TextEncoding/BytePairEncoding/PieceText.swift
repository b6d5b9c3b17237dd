/// A piece's text as its UTF-8 bytes.
///
/// Swift compares strings by what a reader sees; byte-pair encoding tells `é` from `e` with an accent, as its
/// reference does. The order of UTF-8 bytes is the order of code points.
struct PieceText: Hashable, Comparable, Sendable {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  static let mark = PieceText(BytePairEncoding.endOfWord)

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the end-of-word mark is its end.
  var endsWord: Bool { bytes.suffix(Self.mark.bytes.count).elementsEqual(Self.mark.bytes) }

  /// Whether the end-of-word mark stands at its end or not at all.
  var hasMarkOnlyAtEnd: Bool {
    !PieceText(bytes: endsWord ? bytes.dropLast(Self.mark.bytes.count) : bytes).holdsMark
  }

  /// Whether the end-of-word mark stands anywhere in it.
  var holdsMark: Bool {
    let mark = Self.mark.bytes
    return bytes.indices.contains { start in
      bytes[start] == mark[0] && bytes[start...].starts(with: mark)
    }
  }

  /// The text without the mark at its end.
  var withoutMark: PieceText {
    endsWord ? PieceText(bytes: bytes.dropLast(Self.mark.bytes.count)) : self
  }

  static func + (first: PieceText, second: PieceText) -> PieceText {
    PieceText(bytes: first.bytes + second.bytes)
  }

  static func < (one: PieceText, other: PieceText) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }

  /// The pieces with which a word starts: its code points and the mark, apart or on the last of them. Bytes are code
  /// points by then, one letter each, and have no mark.
  static func start(of word: PieceText, _ convention: BytePairEncoding.Convention) -> [PieceText] {
    var pieces = word.string.unicodeScalars.map { PieceText(String($0)) }
    switch convention {
    case .bytes: break
    case .paper: pieces.append(mark)
    case .subwordNMT: if let last = pieces.popLast() { pieces.append(last + mark) }
    }
    return pieces
  }

  /// The words of a text: what stands between whitespace, or with bytes, the whitespace before it too.
  static func words(of text: String, _ convention: BytePairEncoding.Convention) -> [PieceText] {
    if convention == .bytes { return wordsWithWhitespace(of: text) }
    return text.unicodeScalars.split(whereSeparator: isWhitespace).map {
      PieceText(bytes: Array(text.utf8[$0.startIndex..<$0.endIndex]))
    }
  }

  /// The text cut before each whitespace that follows something else, as letters for bytes.
  private static func wordsWithWhitespace(of text: String) -> [PieceText] {
    var words: [PieceText] = []
    var (start, isInWord) = (text.startIndex, false)
    for index in text.unicodeScalars.indices {
      let isSpace = isWhitespace(text.unicodeScalars[index])
      if isSpace, isInWord {
        words.append(PieceText(ByteLetters.spelling(text.utf8[start..<index])))
        start = index
      }
      isInWord = !isSpace
    }
    if start < text.endIndex { words.append(PieceText(ByteLetters.spelling(text.utf8[start...]))) }
    return words
  }

  /// Whether a code point is whitespace, for ASCII without a look into the tables of Unicode.
  private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }
}
