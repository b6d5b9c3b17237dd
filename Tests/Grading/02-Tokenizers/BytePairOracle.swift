/// Byte-pair encoding once more, in plain loops, right or with one known slip.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct BytePairOracle {
  /// A mistake that learners really make.
  enum Slip: CaseIterable {
    case none, countsIgnored, tieToTheLast, tieByAlphabet, withoutEnd, oneMergeAWord, countsNotRefreshed

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .none: return "nothing is wrong"
      case .countsIgnored:
        return "a pair counts once for each different word, not as often as the word occurs"
      case .tieToTheLast: return "of equally common pairs the last one is merged"
      case .tieByAlphabet: return "equally common pairs are taken in the order of the alphabet"
      case .withoutEnd: return "the words do not end with </w>"
      case .oneMergeAWord: return "a merge joins only the first place in each word"
      case .countsNotRefreshed: return "the pairs are counted once, and not anew after each merge"
      }
    }
  }

  typealias Pair = [String]

  static func start(_ word: String, _ slip: Slip = .none) -> [String] {
    var pieces: [String] = []
    for character in word { pieces.append(String(character)) }
    return slip == .withoutEnd ? pieces : pieces + ["</w>"]
  }

  static func pairs(_ pieces: [String]) -> [Pair] {
    pieces.indices.dropLast().map { [pieces[$0], pieces[$0 + 1]] }
  }

  static func merged(_ pieces: [String], _ pair: Pair, _ slip: Slip = .none) -> [String] {
    var (result, index, isDone) = ([String](), 0, false)
    while index < pieces.count {
      if !isDone, index + 1 < pieces.count, pieces[index] == pair[0], pieces[index + 1] == pair[1] {
        result.append(pair[0] + pair[1])
        index += 2
        isDone = slip == .oneMergeAWord
      } else {
        result.append(pieces[index])
        index += 1
      }
    }
    return result
  }

  static func learn(_ count: Int, from words: [(String, Int)], slip: Slip = .none) -> [Pair] {
    var pieces = words.map { start($0.0, slip) }
    var merges: [Pair] = []
    var ranked = rank(pieces, words.map(\.1), slip)
    while merges.count < count, !ranked.isEmpty {
      let best = ranked.removeFirst()
      merges.append(best)
      for index in pieces.indices { pieces[index] = merged(pieces[index], best, slip) }
      if slip != .countsNotRefreshed { ranked = rank(pieces, words.map(\.1), slip) }
    }
    return merges
  }

  /// The pairs, the one to merge first.
  private static func rank(_ words: [[String]], _ weights: [Int], _ slip: Slip) -> [Pair] {
    var found: [(pair: Pair, count: Int)] = []
    for (word, weight) in zip(words, weights) {
      for pair in pairs(word) {
        let gain = slip == .countsIgnored ? 1 : weight
        if let place = found.firstIndex(where: { $0.pair == pair }) {
          found[place].count += gain
        } else {
          found.append((pair, gain))
        }
      }
    }
    let places = found.indices.sorted { one, other in
      if found[one].count != found[other].count { return found[one].count > found[other].count }
      switch slip {
      case .tieToTheLast: return one > other
      case .tieByAlphabet: return found[one].pair.lexicographicallyPrecedes(found[other].pair)
      default: return one < other
      }
    }
    return places.map { found[$0].pair }
  }
}
