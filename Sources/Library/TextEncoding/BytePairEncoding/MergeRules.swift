/// The merges, ready to be applied to words.
struct MergeRules: Sendable {
  private var table = PieceTable()
  /// Where each pair stands in the list of merges: once in a list that was learned.
  private var places: [PiecePair: [Int]] = [:]
  private var results: [Int32] = []

  init(_ merges: [BytePairEncoding.Merge]) {
    for (place, merge) in merges.enumerated() {
      let (first, second) = (PieceText(merge.first), PieceText(merge.second))
      let pair = PiecePair(first: table.number(of: first), second: table.number(of: second))
      places[pair, default: []].append(place)
      results.append(table.number(of: first + second))
    }
  }

  /// Applies every merge, in order and from left to right, to a word that starts as `pieces`.
  ///
  /// Takes N log N steps for N pieces, however many merges there are.
  func apply(to pieces: [PieceText]) -> [PieceText] {
    var chain = PieceChain()
    chain.append(word: pieces.map { table.existingNumber(of: $0) ?? Self.inNoMerge })
    var queue = PriorityQueue<Application>()
    func enqueue(_ slot: Int32, after place: Int) {
      guard let pair = chain.pair(at: slot), let next = places[pair]?.first(where: { $0 > place }) else {
        return
      }
      queue.push(Application(place: next, slot: slot, pair: pair))
    }
    for slot in chain.pieces.indices { enqueue(Int32(slot), after: -1) }
    while let application = queue.pop() {
      guard chain.pair(at: application.slot) == application.pair else { continue }
      chain.merge(at: application.slot, into: results[application.place])
      enqueue(chain.previous[Int(application.slot)], after: application.place)
      enqueue(application.slot, after: application.place)
    }
    return zip(chain.pieces, pieces).compactMap { piece, start in
      if piece == PieceChain.none { return nil }
      return piece == Self.inNoMerge ? start : table[piece]
    }
  }

  /// Stands for the pieces that no merge knows, which therefore stay as they are.
  private static let inNoMerge: Int32 = -2

  /// A merge that is due at a slot; the earlier merge first, then the slot further left.
  private struct Application: Comparable {
    let place: Int
    let slot: Int32
    let pair: PiecePair

    static func < (one: Application, other: Application) -> Bool {
      (one.place, one.slot) < (other.place, other.slot)
    }
  }
}
