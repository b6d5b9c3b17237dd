import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension NGramVectorizer {
  /// A row for each text, [N, number of n-grams].
  ///
  /// The matrix holds every zero; for many long texts, ``vector(of:weighting:)`` takes room only for what occurs.
  public func matrix<Scalar: MatrixScalar>(
    of texts: [String], weighting: NGramWeighting
  ) -> Matrix<Scalar> {
    var result = Matrix<Scalar>.zeros(rows: texts.count, columns: nGrams.count)
    for (row, text) in texts.enumerated() {
      for (column, weight) in vector(of: text, weighting: weighting) { result[row, column] = Scalar(weight) }
    }
    return result
  }

  /// The weights of a text by index; zeros are omitted.
  public func vector(of text: String, weighting: NGramWeighting) -> [Int: Double] {
    let counts = counts(of: text)
    switch weighting {
    case .presence: return counts.mapValues { _ in 1 }
    case .counts: return counts.mapValues(Double.init)
    case .tfIdf(let smoothed, let normalized):
      var weights: [Int: Double] = [:]
      for (index, count) in counts {
        weights[index] = Double(count) * inverseDocumentFrequency(of: index, smoothed: smoothed)
      }
      return normalized ? Self.normalized(weights) : weights
    }
  }

  /// `idf(t)` of the n-gram with the given index, as ``NGramWeighting/tfIdf(smoothed:normalized:)`` defines it.
  ///
  /// - Precondition: the index is one of an n-gram.
  public func inverseDocumentFrequency(of index: Int, smoothed: Bool = true) -> Double {
    require(nGrams.indices.contains(index), "there are \(nGrams.count) n-grams, and no n-gram \(index)")
    let extra = smoothed ? 1.0 : 0.0
    return log((Double(textCount) + extra) / (Double(documentFrequencies[index]) + extra)) + 1
  }

  private static func normalized(_ weights: [Int: Double]) -> [Int: Double] {
    // In the order of the indices, so that the last digit of the sum does not depend on the dictionary's.
    let norm = weights.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    return norm == 0 ? weights : weights.mapValues { $0 / norm }
  }
}
