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

/// Each round recounts; the best pair is the largest by count, and of equals the one with the smaller place.
public func learnMerges(_ count: Int, from words: [WordCount]) throws -> [Merge] {
  (0..<max(0, count)).reduce(into: [Merge]()) { merges, _ in
    let split = words.map { (pieces: apply(merges, to: $0.word), count: $0.count) }
    let pairs = split.flatMap { word in
      zip(word.pieces, word.pieces.dropFirst()).map { (pair: Merge($0, $1), count: word.count) }
    }
    let counts = Dictionary(pairs.map { ($0.pair, $0.count) }, uniquingKeysWith: +)
    let best = pairs.enumerated().max { one, other in
      (counts[one.element.pair]!, other.offset) < (counts[other.element.pair]!, one.offset)
    }
    if let best { merges.append(best.element.pair) }
  }
}

private func apply(_ merges: [Merge], to word: String) -> [String] {
  var pieces = Array(word).map(String.init)
  pieces.append(wordEnd)
  for merge in merges {
    pieces = pieces.reduce(into: [(piece: String, isFree: Bool)]()) { joined, piece in
      // A piece that was just joined is not joined again in the same round.
      if let last = joined.last, last.isFree, last.piece == merge.first, piece == merge.second {
        joined[joined.count - 1] = (merge.first + merge.second, false)
      } else {
        joined.append((piece, true))
      }
    }.map(\.piece)
  }
  return pieces
}

/// The same as in learning.
public func pieces(of word: String, merges: [Merge]) throws -> [String] { apply(merges, to: word) }

/// Piece by piece: the mark becomes a space, and the last one is taken away.
public func text(of pieces: [String]) throws -> String {
  let spaced = pieces.joined().replacingOccurrences(of: wordEnd, with: " ")
  return spaced.hasSuffix(" ") ? String(spaced.dropLast()) : spaced
}
