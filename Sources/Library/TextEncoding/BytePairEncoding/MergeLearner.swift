/// Learns merges one by one, keeping every pair's count up to date instead of recounting.
struct MergeLearner {
  private let convention: BytePairEncoding.Convention
  private var table = PieceTable()
  private var chain = PieceChain()
  /// How often the word of each slot occurs.
  private var weights: [Int] = []
  private var statistics: [PiecePair: PairStatistics] = [:]
  /// For every pair that occurs at least one candidate that is no worse than the pair is: counts may have
  /// fallen since, and places may have gone.
  private var queue = PriorityQueue<MergeCandidate>()
  /// The pairs that occur more often since the queue was last brought up to date.
  private var grown: Set<PiecePair> = []

  init(_ words: [(text: PieceText, count: Int)], _ convention: BytePairEncoding.Convention) {
    self.convention = convention
    for word in words where word.count > 0 {
      let pieces = PieceText.start(of: word.text, convention).map { table.number(of: $0) }
      chain.append(word: pieces)
      weights += Array(repeating: word.count, count: pieces.count)
    }
    for slot in chain.pieces.indices { count(Int32(slot)) }
    enqueueGrown()
  }

  /// Merges the most frequent pair everywhere, if one occurs at least `minimumCount` times.
  mutating func learnMerge(minimumCount: Int) -> BytePairEncoding.Merge? {
    guard let pair = mostFrequentPair(minimumCount: max(1, minimumCount)) else { return nil }
    let (first, second) = (table[pair.first], table[pair.second])
    merge(pair, into: table.number(of: first + second))
    return BytePairEncoding.Merge(first.string, second.string)
  }

  private mutating func mostFrequentPair(minimumCount: Int) -> PiecePair? {
    while let candidate = queue.pop() {
      guard let current = currentCandidate(candidate.pair) else { continue }
      if current == candidate { return current.count >= minimumCount ? current.pair : nil }
      // The pair has become rarer, or its first place has gone: it waits for its turn again.
      queue.push(current)
    }
    return nil
  }

  private mutating func merge(_ pair: PiecePair, into piece: Int32) {
    guard let slots = statistics.removeValue(forKey: pair)?.slots else { return }
    for slot in slots where chain.pair(at: slot) == pair {
      let previous = chain.previous[Int(slot)]
      discount(previous)
      discount(chain.next[Int(slot)])
      chain.merge(at: slot, into: piece)
      count(previous)
      count(slot)
    }
    enqueueGrown()
  }

  private mutating func count(_ slot: Int32) {
    guard let pair = chain.pair(at: slot) else { return }
    statistics[pair, default: PairStatistics()].add(slot, weight: weights[Int(slot)])
    grown.insert(pair)
  }

  private mutating func discount(_ slot: Int32) {
    guard let pair = chain.pair(at: slot), let index = statistics.index(forKey: pair) else { return }
    statistics.values[index].count -= weights[Int(slot)]
    if statistics.values[index].count <= 0 { statistics.remove(at: index) }
  }

  private mutating func enqueueGrown() {
    for pair in grown { if let candidate = currentCandidate(pair) { queue.push(candidate) } }
    grown.removeAll(keepingCapacity: true)
  }

  /// The pair as it stands now; `nil` if it occurs no more.
  private mutating func currentCandidate(_ pair: PiecePair) -> MergeCandidate? {
    guard let index = statistics.index(forKey: pair) else { return nil }
    let count = statistics.values[index].count
    switch convention {
    case .paper, .bytes:
      let place = statistics.values[index].firstSlot { chain.pair(at: $0) == pair }
      return MergeCandidate(pair: pair, count: count, place: place)
    case .subwordNMT:
      return MergeCandidate(
        pair: pair, count: count, texts: [table[pair.first], table[pair.second]])
    }
  }
}
