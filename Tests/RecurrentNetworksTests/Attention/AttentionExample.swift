import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Sizes of attention in these tests, all different: S, and the sizes of the query, the keys, the values and
/// the hidden layer.
enum AttentionSize {
  static let (steps, query, key, value, hidden) = (5, 3, 4, 6, 7)
}

/// One query per sequence, a source, and its visible steps.
struct AttentionExample {
  var query: Matrix<Double>
  var keys: [Matrix<Double>]
  var values: [Matrix<Double>]
  var mask: AttentionMask?

  func context<Kind: Attention>(of attention: Kind) -> Matrix<Double> where Kind.Scalar == Double {
    attention(query, over: attention.memory(keys: keys, values: values, mask: mask)).context
  }

  /// All gradients for one gradient of the context.
  func gradients<Kind: Attention>(of attention: Kind, _ contextGradient: Matrix<Double>) -> (
    parameters: Kind, query: Matrix<Double>, keys: [Matrix<Double>], values: [Matrix<Double>]
  ) where Kind.Scalar == Double {
    let memory = attention.memory(keys: keys, values: values, mask: mask)
    var gradient = attention.zeroed()
    var memoryGradient = AttentionMemoryGradient(for: memory)
    let byQuery = attention.backward(
      contextGradient, through: attention(query, over: memory).cache, over: memory, adding: &gradient,
      and: &memoryGradient)
    let bySource = attention.backward(memoryGradient, through: memory, adding: &gradient)
    return (gradient, byQuery, bySource.keys, bySource.values)
  }
}

extension AttentionExample {
  init(
    steps: Int = AttentionSize.steps, batch: Int = Size.batch, query: Int = AttentionSize.query,
    mask: AttentionMask? = nil, _ generator: inout SplitMix64
  ) {
    self.query = randomMatrix(batch, query, &generator)
    keys = (0..<steps).map { _ in randomMatrix(batch, AttentionSize.key, &generator) }
    values = (0..<steps).map { _ in randomMatrix(batch, AttentionSize.value, &generator) }
    self.mask = mask
  }
}

/// Steps 0, 2 and 3 of the first sequence, all of the second.
let maskWithAGap = AttentionMask([[true, false, true, true, false], [true, true, true, true, true]])

/// `Σ_s α_s V_s` with `α = softmax(score)` over the visible steps, in scalars, as the sums of the equations
/// define it.
func slowContext(
  _ example: AttentionExample, score: (_ query: [Double], _ key: [Double]) -> Double
) -> Matrix<Double> {
  let rows = (0..<example.query.rows).map { b -> [Double] in
    var powers: [Double] = []
    for (s, key) in example.keys.enumerated() {
      let isVisible = example.mask?.isVisible[b][s] ?? true
      let z = score(example.query.row(b).elements, key.row(b).elements)
      powers.append(isVisible ? Foundation.exp(z) : 0)
    }
    let sum = powers.reduce(0, +)
    return (0..<example.values[0].columns).map { d in
      zip(powers, example.values).reduce(0) { $0 + $1.0 / sum * $1.1[b, d] }
    }
  }
  return Matrix(rows)
}
