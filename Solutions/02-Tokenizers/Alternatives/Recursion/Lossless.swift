/// Byte pairs over the bytes of the whole text: each round joins the two neighbors that occur together most often.
public func losslessTokens(from text: String) throws -> [[UInt8]] {
  learned(text.utf8.map { Int($0) }, (UInt8.min...UInt8.max).map { [$0] })
}

private func learned(_ indices: [Int], _ tokens: [[UInt8]]) -> [[UInt8]] {
  let counts = Dictionary(zip(indices, indices.dropFirst()).map { ([$0, $1], 1) }, uniquingKeysWith: +)
  let best = counts.max { ($0.value, $1.key[0], $1.key[1]) < ($1.value, $0.key[0], $0.key[1]) }
  guard tokens.count < 400, let pair = best?.key else { return tokens }
  let joined = tokens[pair[0]] + tokens[pair[1]]
  // Two ways to make the same bytes are one token.
  guard !tokens.contains(joined) else { return tokens }
  var shorter: [Int] = []
  for index in indices {
    if shorter.last == pair[0], index == pair[1] {
      shorter[shorter.count - 1] = tokens.count
    } else {
      shorter.append(index)
    }
  }
  return learned(shorter, tokens + [joined])
}

/// The longest token that the rest of the text begins with.
public func encodeLossless(_ text: String, tokens: [[UInt8]]) throws -> [Int] {
  let places = Dictionary(zip(tokens, 0...)) { first, _ in first }
  let longest = tokens.map(\.count).max() ?? 1
  let bytes = Array(text.utf8)
  return sequence(state: 0) { (start: inout Int) -> Int? in
    guard start < bytes.count else { return nil }
    for length in stride(from: min(longest, bytes.count - start), through: 1, by: -1) {
      if let place = places[Array(bytes[start..<start + length])] {
        start += length
        return place
      }
    }
    return nil
  }.map { $0 }
}

/// All bytes first.
public func decodeLossless(_ indices: [Int], tokens: [[UInt8]]) throws -> String {
  var bytes: [UInt8] = []
  for index in indices { bytes.append(contentsOf: tokens[index]) }
  return String(decoding: bytes, as: UTF8.self)
}
