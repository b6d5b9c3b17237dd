import CourseSupport
import Foundation

/// Replaces every token that is not in the vocabulary; its index is 0.
public let unknownToken = "<UNK>"
/// Ends a sequence; its index is 1.
public let endToken = "<EOS>"

/// An index that cannot be decoded.
public enum VocabularyError: Error, Equatable {
  /// The index at this position is none of 0 ..< V.
  case indexOutOfRange(Int, place: Int)
}

/// Task 3. The vocabulary of a text: `<UNK>`, `<EOS>`, then its most common tokens.
///
/// Of two equally common tokens, the one that appears first in the text comes first.
///
/// - Parameters:
///   - tokens: the text, token by token.
///   - limit: how many tokens to keep, not counting the two special ones.
/// - Returns: V tokens; the position of a token in the array is its index.
public func vocabulary(of tokens: [String], limit: Int) throws -> [String] {
  // TODO: Task 3, a vocabulary by frequency, with <UNK> and <EOS> (part 1 of 3).
  throw NotImplemented()
}

/// Task 3. The index of each token, 0 for a token the vocabulary lacks, and the index of `<EOS>` at the end.
///
/// - Parameters:
///   - tokens: T tokens.
///   - vocabulary: V tokens, as ``vocabulary(of:limit:)`` returns them.
/// - Returns: T + 1 indices.
public func encode(_ tokens: [String], vocabulary: [String]) throws -> [Int] {
  // TODO: Task 3, a vocabulary by frequency, with <UNK> and <EOS> (part 2 of 3).
  throw NotImplemented()
}

/// Task 3. The token of each index, up to the first `<EOS>` and without it: everything after it is another sequence.
///
/// - Throws: ``VocabularyError/indexOutOfRange(_:place:)`` for the first index before the end that is none of 0 ..< V.
public func decode(_ indices: [Int], vocabulary: [String]) throws -> [String] {
  // TODO: Task 3, a vocabulary by frequency, with <UNK> and <EOS> (part 3 of 3).
  throw NotImplemented()
}
