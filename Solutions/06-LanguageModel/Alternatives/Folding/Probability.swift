import EarlierUnits
import Foundation
import LinearAlgebra

/// All steps are one batch, whose cross-entropy is the mean of what is wanted.
public func logProbability(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  guard !tokens.isEmpty else { return 0 }
  let rows = logits.rows(0..<tokens.count)
  return zip(tokens, 0...).reduce(0) { sum, entry in
    sum - crossEntropy(logits: rows.row(entry.1), targets: [entry.0])
  }
}

/// The geometric mean of the inverse probabilities.
public func perplexity(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  let mean = try logProbability(of: tokens, logits: logits) / Double(tokens.count)
  return 1 / exp(mean)
}
