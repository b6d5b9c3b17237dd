extension BytePairEncoding {
  /// The pieces of one word, the last of which ends with `</w>` if words have a mark.
  public func pieces(ofWord word: String) -> [String] {
    pieces(of: PieceText(convention == .bytes ? ByteLetters.spelling(word.utf8) : word)).map(\.string)
  }

  /// The pieces of all words of a text: of everything that stands between whitespace, and with bytes of that too.
  public func pieces(of text: String) -> [String] {
    var known: [PieceText: [String]] = [:]
    var result: [String] = []
    for word in PieceText.words(of: text, convention) {
      if let pieces = known[word] {
        result += pieces
      } else {
        let pieces = pieces(of: word).map(\.string)
        known[word] = pieces
        result += pieces
      }
    }
    return result
  }

  private func pieces(of word: PieceText) -> [PieceText] {
    rules.apply(to: PieceText.start(of: word, convention))
  }

  /// The text of pieces: undoes ``pieces(of:)`` where single spaces stand between the words, and always with bytes.
  ///
  /// Every `</w>` at the end of a piece ends a word, and a space follows unless it is the last. Bytes that make no
  /// character, as where a piece is missing, become `�`.
  public func text(of pieces: [String]) -> String {
    if convention == .bytes { return ByteLetters.text(spelled: pieces.joined()) }
    var bytes: [UInt8] = []
    var needsSpace = false
    for piece in pieces.lazy.map(PieceText.init) {
      if needsSpace { bytes.append(UInt8(ascii: " ")) }
      bytes += piece.withoutMark.bytes
      needsSpace = piece.endsWord
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
