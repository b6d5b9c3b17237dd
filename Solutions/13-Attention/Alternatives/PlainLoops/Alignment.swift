import Foundation
import LinearAlgebra

/// Reads an alignment: the source step each output step looked at.
///
/// - Parameter weights: row t holds the weights of output step t over the S source steps, [T, S].
/// - Returns: for each output step, the source step with more than half of the weight, counted from 0; `nil` if no step
///   has more than half.
public func readAlignment(_ weights: Matrix<Double>) throws -> [Int?] {
  var steps: [Int?] = []
  for row in 0..<weights.rows {
    var found: Int?
    for step in 0..<weights.columns where weights[row, step] > 0.5 { found = step }
    steps.append(found)
  }
  return steps
}

/// Queries and keys, set by hand, whose alignment is a reversal: output step t puts at least 0.99 of its weight
/// on source step S - 1 - t, both counted from 0.
///
/// The scores are dot products, not scaled, and nothing is masked: α = softmax(queries · keysᵀ).
///
/// - Parameter stepCount: S, at least 1 and at most 50.
/// - Returns: one query and one key per row, both [S, d]; choose any d.
public func reversingVectors(stepCount: Int) throws -> (queries: Matrix<Double>, keys: Matrix<Double>) {
  var queries = Matrix<Double>.zeros(rows: stepCount, columns: 2)
  var keys = queries
  for step in 0..<stepCount {
    // Points on a circle: the product of two is the cosine of their angle.
    let (own, wanted) = (angle(step, of: stepCount), angle(stepCount - 1 - step, of: stepCount))
    keys[step, 0] = cos(own)
    keys[step, 1] = sin(own)
    queries[step, 0] = 1e4 * cos(wanted)
    queries[step, 1] = 1e4 * sin(wanted)
  }
  return (queries, keys)
}

private func angle(_ step: Int, of stepCount: Int) -> Double {
  2 * Double.pi * Double(step) / Double(stepCount)
}
