import LinearAlgebra

/// The list next to itself, moved by one, by two, and so on.
public func nGrams(of tokens: [String], size: Int) throws -> [[String]] {
  let starts = tokens.indices.filter { $0 + size <= tokens.count }
  return starts.map { start in (0..<size).map { tokens[start + $0] } }
}

/// Those that no earlier one equals.
public func unigramsAndBigrams(of texts: [[String]]) throws -> [[String]] {
  try [1, 2].reduce(into: []) { found, size in
    for text in texts {
      for nGram in try nGrams(of: text, size: size) where !found.contains(nGram) { found.append(nGram) }
    }
  }
}

/// Each number separately: does the text hold it?
public func vectorize(_ texts: [[String]], over nGrams: [[String]]) throws -> Matrix<Double> {
  let elements = texts.flatMap { text in
    nGrams.map { nGram in
      let starts = text.indices.filter { $0 + nGram.count <= text.count }
      return starts.contains { Array(text[$0..<$0 + nGram.count]) == nGram } ? 1.0 : 0.0
    }
  }
  return Matrix(rows: texts.count, columns: nGrams.count, elements: elements)
}
