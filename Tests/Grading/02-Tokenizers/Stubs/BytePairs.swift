import CourseSupport
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
  // TODO: Task 5, byte-pair encoding (part 1 of 3).
  throw NotImplemented()
}

/// Task 5. The pieces of a word: its characters and `</w>`, after every merge in the order of learning.
public func pieces(of word: String, merges: [Merge]) throws -> [String] {
  // TODO: Task 5, byte-pair encoding (part 2 of 3).
  throw NotImplemented()
}

/// Task 5. The text of pieces: undoes ``pieces(of:merges:)``, word after word, with single spaces between the words.
public func text(of pieces: [String]) throws -> String {
  // TODO: Task 5, byte-pair encoding (part 3 of 3).
  throw NotImplemented()
}
