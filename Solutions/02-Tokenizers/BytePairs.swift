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

/// Ends every word; at the start it is its own piece.
public let wordEnd = "</w>"

/// Task 5. Learns byte-pair merges.
///
/// Every word starts as its characters and `</w>`. Then, again and again: count every pair of neighboring pieces, as
/// often as its word occurs; the most common pair becomes one piece in all words. Of two equally common pairs, the one
/// that comes first when the words are read in the given order is merged first.
///
/// - Parameters:
///   - count: how many merges to learn; fewer if no pairs are left.
///   - words: the different words of a text and their counts.
/// - Returns: the merges, in the order of learning.
public func learnMerges(_ count: Int, from words: [WordCount]) throws -> [Merge] {
  var pieces = words.map { $0.word.map { String($0) } + [wordEnd] }
  var merges: [Merge] = []
  while merges.count < count, let best = mostCommonPair(pieces, weights: words.map(\.count)) {
    merges.append(best)
    pieces = pieces.map { merged($0, by: best) }
  }
  return merges
}

/// Task 5. The pieces of a word: its characters and `</w>`, after every merge in the order of learning.
public func pieces(of word: String, merges: [Merge]) throws -> [String] {
  // In the order of learning: a later merge can need the result of an earlier one.
  merges.reduce(word.map { String($0) } + [wordEnd]) { merged($0, by: $1) }
}

/// Task 5. The text of pieces: undoes ``pieces(of:merges:)``, word after word, with single spaces between the words.
public func text(of pieces: [String]) throws -> String {
  // Every word ends with the mark, so the part after the last one is empty.
  pieces.joined().components(separatedBy: wordEnd).dropLast().joined(separator: " ")
}

private func mostCommonPair(_ words: [[String]], weights: [Int]) -> Merge? {
  var counts: [Merge: Int] = [:]
  var inOrder: [Merge] = []
  for (pieces, weight) in zip(words, weights) {
    for pair in zip(pieces, pieces.dropFirst()).map(Merge.init) {
      if counts[pair] == nil { inOrder.append(pair) }
      counts[pair, default: 0] += weight  // a word that occurs five times brings its pairs five times
    }
  }
  let most = counts.values.max()
  return inOrder.first { counts[$0] == most }
}

/// The pieces with every pair that the merge names joined, from left to right.
private func merged(_ pieces: [String], by merge: Merge) -> [String] {
  var result: [String] = []
  var index = 0
  while index < pieces.count {
    let isPair = index + 1 < pieces.count && Merge(pieces[index], pieces[index + 1]) == merge
    result.append(isPair ? merge.first + merge.second : pieces[index])
    index += isPair ? 2 : 1
  }
  return result
}
