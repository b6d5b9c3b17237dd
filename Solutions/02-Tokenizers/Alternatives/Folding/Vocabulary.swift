/// Replaces unknown tokens.
public let unknownToken = "<UNK>"
/// Ends a sequence.
public let endToken = "<EOS>"

/// An index that cannot be decoded.
public enum VocabularyError: Error, Equatable {
  /// An index beyond the vocabulary.
  case indexOutOfRange(Int, place: Int)
}

/// By one sort over pairs of count and first place.
public func vocabulary(of tokens: [String], limit: Int) throws -> [String] {
  let entries = tokens.enumerated().reduce(into: [String: (count: Int, place: Int)]()) { entries, entry in
    entries[entry.element, default: (0, entry.offset)].count += 1
  }
  let sorted = entries.sorted { ($1.value.count, $0.value.place) < ($0.value.count, $1.value.place) }
  return [unknownToken, endToken] + sorted.map(\.key).prefix(limit)
}

/// Looks each token up in the list itself.
public func encode(_ tokens: [String], vocabulary: [String]) throws -> [Int] {
  (tokens + [endToken]).map { vocabulary.firstIndex(of: $0) ?? 0 }
}

/// A fold that takes no more once the end has come.
public func decode(_ indices: [Int], vocabulary: [String]) throws -> [String] {
  let sequence = indices.split(separator: 1, maxSplits: 1, omittingEmptySubsequences: false)[0]
  return try sequence.reduce(into: []) { tokens, index in
    if index < 0 || index >= vocabulary.count {
      throw VocabularyError.indexOutOfRange(index, place: tokens.count)
    }
    tokens.append(vocabulary[index])
  }
}
