/// Byte-pair encoding once more, in plain loops, correct or with one known mistake.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct BytePairOracle {
  /// A mistake that learners really make.
  enum Mistake: CaseIterable {
    case none, countsIgnored, tieToTheLast, tieByAlphabet, withoutEnd, oneMergeAWord, countsNotRefreshed,
      mergeNotApplied, notCounted, rarestFirst, oneMergeMore, oneMergeLess, endNotReached, twoPassedOver,
      overlapping, overlapCountedOnce

    /// The mistake in the words of the report.
    var description: String {
      switch self {
      case .none: return "nothing is wrong"
      case .countsIgnored:
        return "a pair counts once for each different word, not as often as the word occurs"
      case .tieToTheLast: return "of equally common pairs the last one is merged"
      case .tieByAlphabet: return "equally common pairs are taken in alphabetical order"
      case .withoutEnd: return "the words do not end with </w>"
      case .oneMergeAWord: return "a merge joins only the first pair in each word"
      case .countsNotRefreshed: return "the pairs are counted once, and not again after each merge"
      case .mergeNotApplied:
        return "a learned merge is not applied to the words before the next one is learned"
      case .notCounted:
        return "the pairs are not counted, so the first pair is merged, whether it is common or not"
      case .rarestFirst: return "the rarest pair is merged instead of the most common one"
      case .oneMergeMore: return "one merge too many is learned"
      case .oneMergeLess: return "one merge too few is learned"
      case .endNotReached: return "the last two pieces of a word are never joined"
      case .twoPassedOver: return "two pieces are skipped instead of one if no pair is joined"
      case .overlapping: return "overlapping pairs are both joined"
      case .overlapCountedOnce: return "overlapping occurrences of a pair are counted once, not each of them"
      }
    }
  }

  typealias Pair = [String]

  static func start(_ word: String, _ mistake: Mistake = .none) -> [String] {
    var pieces: [String] = []
    for character in word { pieces.append(String(character)) }
    return mistake == .withoutEnd ? pieces : pieces + ["</w>"]
  }

  static func pairs(_ pieces: [String]) -> [Pair] {
    pieces.indices.dropLast().map { [pieces[$0], pieces[$0 + 1]] }
  }

  static func merged(_ pieces: [String], _ pair: Pair, _ mistake: Mistake = .none) -> [String] {
    var (result, index, isDone) = ([String](), 0, false)
    while index < pieces.count {
      let last = mistake == .endNotReached ? pieces.count - 2 : pieces.count - 1
      if !isDone, index < last, pieces[index] == pair[0], pieces[index + 1] == pair[1] {
        result.append(pair[0] + pair[1])
        index += mistake == .overlapping ? 1 : 2
        isDone = mistake == .oneMergeAWord
      } else {
        result.append(pieces[index])
        index += mistake == .twoPassedOver ? 2 : 1
      }
    }
    return result
  }

  static func learn(_ count: Int, from words: [(String, Int)], mistake: Mistake = .none) -> [Pair] {
    var pieces = words.map { start($0.0, mistake) }
    var merges: [Pair] = []
    var ranked = rank(pieces, words.map(\.1), mistake)
    let count = mistake == .oneMergeMore ? count + 1 : mistake == .oneMergeLess ? count - 1 : count
    while merges.count < count, !ranked.isEmpty {
      let best = ranked.removeFirst()
      merges.append(best)
      for index in pieces.indices where mistake != .mergeNotApplied {
        pieces[index] = merged(pieces[index], best, mistake)
      }
      if mistake != .countsNotRefreshed { ranked = rank(pieces, words.map(\.1), mistake) }
    }
    return merges
  }

  /// The pairs, the one to merge first.
  private static func rank(_ words: [[String]], _ weights: [Int], _ mistake: Mistake) -> [Pair] {
    var found: [(pair: Pair, count: Int)] = []
    for (word, weight) in zip(words, weights) {
      var isOverlapping = false
      for (place, pair) in pairs(word).enumerated() {
        isOverlapping = !isOverlapping && place > 0 && pairs(word)[place - 1] == pair
        if isOverlapping, mistake == .overlapCountedOnce { continue }
        let gain = mistake == .notCounted ? 0 : mistake == .countsIgnored ? 1 : weight
        if let place = found.firstIndex(where: { $0.pair == pair }) {
          found[place].count += gain
        } else {
          found.append((pair, gain))
        }
      }
    }
    let places = found.indices.sorted { one, other in
      if found[one].count != found[other].count {
        return (found[one].count > found[other].count) != (mistake == .rarestFirst)
      }
      switch mistake {
      case .tieToTheLast: return one > other
      case .tieByAlphabet: return found[one].pair.lexicographicallyPrecedes(found[other].pair)
      default: return one < other
      }
    }
    return places.map { found[$0].pair }
  }
}

extension BytePairOracle.Mistake {
  /// The mistakes that can be seen where given merges are applied.
  static let joining: [Self] = [.withoutEnd, .oneMergeAWord, .endNotReached, .twoPassedOver, .overlapping]
}
