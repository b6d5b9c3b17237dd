import LinearAlgebra

/// The first n, and then those of the rest.
public func nGrams(of tokens: [String], size: Int) throws -> [[String]] {
  if tokens.count < size { return [] }
  return [Array(tokens.prefix(size))] + (try nGrams(of: Array(tokens.dropFirst()), size: size))
}

/// Unigrams of all, then bigrams of all, each once.
public func unigramsAndBigrams(of texts: [[String]]) throws -> [[String]] {
  let unigrams = texts.joined().map { [$0] }
  let bigrams = texts.flatMap { zip($0, $0.dropFirst()).map { [$0, $1] } }
  return distinct(unigrams) + distinct(bigrams)
}

private func distinct(_ nGrams: [[String]]) -> [[String]] {
  guard let first = nGrams.first else { return [] }
  return [first] + distinct(nGrams.filter { $0 != first })
}

/// Row by row, stacked.
public func vectorize(_ texts: [[String]], over nGrams: [[String]]) throws -> Matrix<Double> {
  let rows = try texts.map { text -> [Double] in
    let own = Set(try unigramsAndBigrams(of: [text]))
    return nGrams.map { own.contains($0) ? 1 : 0 }
  }
  return Matrix(rows: texts.count, columns: nGrams.count, elements: rows.flatMap { $0 })
}
