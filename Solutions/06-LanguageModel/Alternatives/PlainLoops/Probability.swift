import Foundation
import LinearAlgebra

/// Number by number.
public func logProbability(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  var sum = 0.0
  for step in tokens.indices {
    var largest = logits[step, 0]
    for token in 1..<logits.columns { largest = max(largest, logits[step, token]) }
    var total = 0.0
    for token in 0..<logits.columns { total += Foundation.exp(logits[step, token] - largest) }
    sum -= largest + log(total) - logits[step, tokens[step]]
  }
  return sum
}

/// As a power of two.
public func perplexity(of tokens: [Int], logits: Matrix<Double>) throws -> Double {
  let bits = -(try logProbability(of: tokens, logits: logits)) / M_LN2
  return exp2(bits / Double(tokens.count))
}
