/// A pair on its way to be merged. The smallest comes first: that of the greatest count, and of equals the one
/// whose first place is furthest left, or the one whose texts are greatest, whichever is given.
struct MergeCandidate: Comparable {
  let pair: PiecePair
  let count: Int
  var place: Int32 = 0
  var texts: [PieceText] = []

  static func < (one: MergeCandidate, other: MergeCandidate) -> Bool {
    if one.count != other.count { return one.count > other.count }
    if one.place != other.place { return one.place < other.place }
    return other.texts.lexicographicallyPrecedes(one.texts)
  }
}

/// How often a pair occurs, and where.
///
/// All places of a pair come up in one merge. For a text becomes a piece in one way only: two places of the same
/// text start as the same code points, every merge treats both alike as long as none crosses their ends, and so
/// they become one piece by the same merges. Therefore the slots come in order, from left to right.
struct PairStatistics {
  var count = 0
  /// The slots of the first pieces, some of which may hold longer pieces by now.
  private(set) var slots: [Int32] = []
  /// No place is further left than `slots[first]`.
  private var first = 0

  mutating func add(_ slot: Int32, weight: Int) {
    count += weight
    slots.append(slot)
  }

  /// The leftmost slot that still holds the pair.
  mutating func firstSlot(where holdsPair: (Int32) -> Bool) -> Int32 {
    while first < slots.count, !holdsPair(slots[first]) { first += 1 }
    return first < slots.count ? slots[first] : Int32.max
  }
}
