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
struct PairStatistics {
  var count = 0
  /// The slots of the first pieces, some of which may hold other pieces by now. A slot's piece only ever grows,
  /// so that a pair that has left a slot never comes back to it.
  private(set) var slots: [Int32] = []
  /// No place is further left than `slots[first]`, if `isSorted`.
  private var first = 0
  private var isSorted = true

  mutating func add(_ slot: Int32, weight: Int) {
    count += weight
    if let last = slots.last, last > slot { isSorted = false }
    slots.append(slot)
  }

  /// The leftmost slot that still holds the pair.
  mutating func firstSlot(where holdsPair: (Int32) -> Bool) -> Int32 {
    if !isSorted {
      slots.sort()
      (first, isSorted) = (0, true)
    }
    while first < slots.count, !holdsPair(slots[first]) { first += 1 }
    return first < slots.count ? slots[first] : Int32.max
  }
}
