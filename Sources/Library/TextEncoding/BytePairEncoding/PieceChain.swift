/// Pieces in slots: two neighbors merge into the left one's slot without moving any other piece.
///
/// A slot keeps its place for good, so slots compare as the places of their pieces do.
struct PieceChain {
  static let none: Int32 = -1
  private(set) var pieces: [Int32] = []
  private(set) var next: [Int32] = []
  private(set) var previous: [Int32] = []

  /// Appends the pieces of one word, which are neighbors of each other and of nothing else.
  mutating func append(word: [Int32]) {
    let start = Int32(pieces.count)
    let end = start + Int32(word.count)
    for (slot, piece) in zip(start..<end, word) {
      pieces.append(piece)
      previous.append(slot == start ? Self.none : slot - 1)
      next.append(slot == end - 1 ? Self.none : slot + 1)
    }
  }

  /// The pair whose first piece is in a slot, if there is a second.
  func pair(at slot: Int32) -> PiecePair? {
    guard slot != Self.none, pieces[Int(slot)] != Self.none, next[Int(slot)] != Self.none else { return nil }
    return PiecePair(first: pieces[Int(slot)], second: pieces[Int(next[Int(slot)])])
  }

  /// Replaces the pair at `slot` with `piece`.
  mutating func merge(at slot: Int32, into piece: Int32) {
    let gone = next[Int(slot)]
    let after = next[Int(gone)]
    pieces[Int(slot)] = piece
    pieces[Int(gone)] = Self.none
    next[Int(slot)] = after
    if after != Self.none { previous[Int(after)] = slot }
  }
}
