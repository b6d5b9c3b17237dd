/// Replaces unknown tokens.
public let unknownToken = "<UNK>"
/// Ends a sequence.
public let endToken = "<EOS>"

/// An index that cannot be decoded.
public enum VocabularyError: Error, Equatable {
  /// An index beyond the vocabulary.
  case indexOutOfRange(Int, place: Int)
}

/// Takes the most common of what is left, again and again.
public func vocabulary(of tokens: [String], limit: Int) throws -> [String] {
  var entries: [(token: String, count: Int)] = []
  for token in tokens {
    if let known = entries.firstIndex(where: { $0.token == token }) {
      entries[known].count += 1
    } else {
      entries.append((token, 1))
    }
  }
  var vocabulary = [unknownToken, endToken]
  while vocabulary.count < limit + 2, !entries.isEmpty {
    var best = 0
    for index in entries.indices where entries[index].count > entries[best].count { best = index }
    vocabulary.append(entries.remove(at: best).token)
  }
  return vocabulary
}

/// By a table that is filled in a loop.
public func encode(_ tokens: [String], vocabulary: [String]) throws -> [Int] {
  var table: [String: Int] = [:]
  for index in 0..<vocabulary.count { table[vocabulary[index]] = index }
  var indices = [Int](repeating: 0, count: tokens.count + 1)
  for (place, token) in tokens.enumerated() {
    if let index = table[token] { indices[place] = index }
  }
  indices[tokens.count] = 1
  return indices
}

/// Until the end comes.
public func decode(_ indices: [Int], vocabulary: [String]) throws -> [String] {
  var tokens: [String] = []
  for (place, index) in indices.enumerated() {
    if index == 1 { break }
    guard index >= 0, index < vocabulary.count else {
      throw VocabularyError.indexOutOfRange(index, place: place)
    }
    tokens.append(vocabulary[index])
  }
  return tokens
}
