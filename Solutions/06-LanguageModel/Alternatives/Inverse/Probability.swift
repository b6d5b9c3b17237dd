import Foundation
import LinearAlgebra

/// By the inverse of each probability, 1 + Σ exp(z_j - z_y) over the others, and by its logarithm.
public func logProbability(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  let terms = tokens.indices.map { step -> Double in
    let own = logits[step, tokens[step]]
    let distances = logits.row(step).elements.map { $0 - own }
    let largest = max(0, distances.max() ?? 0)
    return largest + log(distances.reduce(0) { $0 + Foundation.exp($1 - largest) })
  }
  return -terms.reduce(0, +)
}

/// One root for each term.
public func perplexity(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  try tokens.indices.reduce(1) { product, step in
    let term = try logProbability(of: [tokens[step]], logits: logits.row(step))
    return product * Foundation.exp(-term / Double(tokens.count))
  }
}
