/// Task 6. The tokens of a tokenizer that loses nothing: byte strings, learned from a text.
///
/// How you choose them is up to you. The three functions are graded together:
///
/// - every text comes back byte for byte: spaces, line breaks, accents, and emoji, seen before or not;
/// - there are at most 512 tokens;
/// - a text of the same kind as the one learned from takes at most 0.6 tokens per byte.
///
/// - Parameter text: what to learn from, some thousands of bytes.
/// - Returns: V byte strings, V at most 512; the position of a token in the array is its index.
public func losslessTokens(from text: String) throws -> [[UInt8]] {
  let bytes = Array(text.utf8)
  var counts: [[UInt8]: Int] = [:]
  for pair in zip(bytes, bytes.dropFirst()) { counts[[pair.0, pair.1], default: 0] += 1 }
  let common = counts.sorted { one, other in
    // A dictionary's order changes from run to run: equals are put in order by their bytes.
    one.value != other.value ? one.value > other.value : one.key.lexicographicallyPrecedes(other.key)
  }
  // All 256 single bytes are tokens, so nothing is ever unknown.
  return (0...255).map { [UInt8($0)] } + common.prefix(256).map(\.key)
}

/// Task 6. A text as indices of tokens.
public func encodeLossless(_ text: String, tokens: [[UInt8]]) throws -> [Int] {
  let places = Dictionary(uniqueKeysWithValues: zip(tokens, tokens.indices))
  let bytes = Array(text.utf8)
  var indices: [Int] = []
  var start = 0
  while start < bytes.count {
    let pair = Array(bytes[start..<min(start + 2, bytes.count)])
    let token = places[pair] == nil ? [bytes[start]] : pair  // the longer token if there is one
    indices.append(places[token] ?? 0)
    start += token.count
  }
  return indices
}

/// Task 6. The text of indices: undoes ``encodeLossless(_:tokens:)``.
public func decodeLossless(_ indices: [Int], tokens: [[UInt8]]) throws -> String {
  let bytes = indices.flatMap { tokens[$0] }  // a token can end inside a character: join first, then decode
  return String(decoding: bytes, as: UTF8.self)
}
