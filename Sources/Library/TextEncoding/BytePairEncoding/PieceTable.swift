/// Pieces by number, so that a pair of pieces is two small numbers.
struct PieceTable: Sendable {
  private(set) var texts: [PieceText] = []
  private var numbers: [PieceText: Int32] = [:]

  /// The number of a piece, a new one if it has none yet.
  mutating func number(of text: PieceText) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  /// The number of a piece, if it has one.
  func existingNumber(of text: PieceText) -> Int32? { numbers[text] }

  subscript(number: Int32) -> PieceText { texts[Int(number)] }
}

/// Two neighbouring pieces, by number.
struct PiecePair: Hashable, Sendable {
  let first: Int32
  let second: Int32
}
