import LinearAlgebra

extension Vocabulary {
  /// The index of each token; one that the vocabulary lacks becomes its unknown token.
  ///
  /// A token that is spelled like a control token is an ordinary token, and unknown if it is not listed as one.
  ///
  /// - Parameters:
  ///   - tokens: the tokens, in their order.
  ///   - addsEnd: whether the end token's index follows the last.
  /// - Throws: ``UnknownTokens`` if tokens are missing and there is no unknown token.
  /// - Precondition: there is an end token if it is to be added.
  public func encode(_ tokens: [String], addsEnd: Bool = false) throws(UnknownTokens) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(tokens.count + 1)
    var missing: Set<String> = []
    for token in tokens {
      if let index = index(of: token) ?? unknownIndex { result.append(index) } else { missing.insert(token) }
    }
    guard missing.isEmpty else { throw UnknownTokens(tokens: missing) }
    if addsEnd {
      require(endIndex != nil, "the vocabulary has no end token to add")
      result.append(endIndex!)
    }
    return result
  }

  /// The token of each index, up to the first end token, which is omitted: what follows it is another sequence.
  ///
  /// Undoes ``encode(_:addsEnd:)`` where every token is in the vocabulary; a token that became `<UNK>` is lost.
  ///
  /// - Precondition: every index lies in 0 ..< V.
  public func decode(_ indices: [Int]) -> [String] {
    let end = endIndex.flatMap { indices.firstIndex(of: $0) } ?? indices.count
    return indices[..<end].enumerated().map { place, index in
      require(
        index >= 0 && index < count,
        "index \(index) at \(place) is not in 0 ..< \(count), the vocabulary's indices")
      return tokens[index]
    }
  }
}
