import LinearAlgebra

/// Task 4. The n-grams of a text: every n neighboring tokens, in order.
///
/// `to be or not` has the bigrams `to be`, `be or` and `or not`. A text of fewer than n tokens has none.
///
/// - Parameters:
///   - tokens: T tokens.
///   - size: n, at least 1.
/// - Returns: T - n + 1 arrays of n tokens each.
public func nGrams(of tokens: [String], size: Int) throws -> [[String]] {
  guard tokens.count >= size else { return [] }
  return (0...tokens.count - size).map { Array(tokens[$0..<$0 + size]) }  // each start but the last n - 1
}

/// Task 4. All distinct unigrams and bigrams of some texts: first the unigrams, then the bigrams, both in order of
/// first appearance.
///
/// - Parameter texts: each text as its tokens.
/// - Returns: M n-grams; the position of an n-gram in the array is its index.
public func unigramsAndBigrams(of texts: [[String]]) throws -> [[String]] {
  var seen: Set<[String]> = []
  let all = try [1, 2].flatMap { size in try texts.flatMap { try nGrams(of: $0, size: size) } }
  return all.filter { seen.insert($0).inserted }
}

/// Task 4. Texts as vectors: 1 if the text holds the n-gram, however often, and 0 if it does not.
///
/// - Parameters:
///   - texts: N texts, each as its tokens. Other n-grams than the given ones are ignored.
///   - nGrams: M unigrams and bigrams.
/// - Returns: [N, M].
public func vectorize(_ texts: [[String]], over nGrams: [[String]]) throws -> Matrix<Double> {
  let places = Dictionary(uniqueKeysWithValues: zip(nGrams, nGrams.indices))
  var vectors = Matrix<Double>.zeros(rows: texts.count, columns: nGrams.count)
  for (row, text) in texts.enumerated() {
    for nGram in try unigramsAndBigrams(of: [text]) {
      if let place = places[nGram] { vectors[row, place] = 1 }
    }
  }
  return vectors
}
