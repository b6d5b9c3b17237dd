import Foundation

/// A word and how often it occurs.
public struct WordCount: Sendable {
  /// The word.
  public let word: String
  /// How often it occurs.
  public let count: Int

  /// A word that occurs `count` times.
  public init(word: String, count: Int) {
    self.word = word
    self.count = count
  }
}

/// Two neighboring pieces that become one.
public struct Merge: Hashable, Sendable {
  /// The left piece.
  public let first: String
  /// The right piece.
  public let second: String

  /// A merge of two pieces.
  public init(_ first: String, _ second: String) {
    self.first = first
    self.second = second
  }
}

/// Ends every word.
public let wordEnd = "</w>"

/// Pieces change in place, and every pair's first position is kept with its count.
public func learnMerges(_ count: Int, from words: [WordCount]) throws -> [Merge] {
  var pieces: [[String]] = []
  for word in words { pieces.append(Array(word.word).map { "\($0)" } + [wordEnd]) }
  var merges: [Merge] = []
  for _ in 0..<count {
    var counts: [Merge: (count: Int, first: Int)] = [:]
    var place = 0
    for (index, word) in words.enumerated() {
      for left in 0..<pieces[index].count - 1 {
        place += 1
        counts[Merge(pieces[index][left], pieces[index][left + 1]), default: (0, place)].count += word.count
      }
    }
    var best: (pair: Merge, count: Int, first: Int)?
    for (pair, entry) in counts {
      if let known = best, (known.count, -known.first) >= (entry.count, -entry.first) { continue }
      best = (pair, entry.count, entry.first)
    }
    guard let pair = best?.pair else { break }
    merges.append(pair)
    for index in pieces.indices { join(pair, in: &pieces[index]) }
  }
  return merges
}

private func join(_ pair: Merge, in pieces: inout [String]) {
  var index = 0
  while index + 1 < pieces.count {
    if pieces[index] == pair.first && pieces[index + 1] == pair.second {
      pieces.replaceSubrange(index...index + 1, with: [pair.first + pair.second])
    }
    index += 1
  }
}

/// Merge after merge, in place.
public func pieces(of word: String, merges: [Merge]) throws -> [String] {
  var pieces = Array(word).map { "\($0)" }
  pieces.append(wordEnd)
  for merge in merges { join(merge, in: &pieces) }
  return pieces
}

/// A new word begins after every piece that ends one.
public func text(of pieces: [String]) throws -> String {
  var words = [""]
  for piece in pieces {
    if piece.hasSuffix(wordEnd) {
      words[words.count - 1] += piece.dropLast(wordEnd.count)
      words.append("")
    } else {
      words[words.count - 1] += piece
    }
  }
  return words.dropLast().joined(separator: " ")
}
