import LinearAlgebra

/// Task 6. Reads an alignment: the source step each output step looked at.
///
/// - Parameter weights: row t holds the weights of output step t over the S source steps, [T, S].
/// - Returns: for each output step, the source step with more than half of the weight, counted from 0; `nil` if no step
///   has more than half.
public func readAlignment(_ weights: Matrix<Double>) throws -> [Int?] {
  weights.rowArgmax().enumerated().map { t, step in weights[t, step] > 0.5 ? step : nil }
}

/// Task 6. Queries and keys, set by hand, whose alignment is a reversal: output step t puts at least 0.99 of its weight
/// on source step S - 1 - t, both counted from 0.
///
/// The scores are dot products, not scaled, and nothing is masked: α = softmax(queries · keysᵀ).
///
/// - Parameter stepCount: S, at least 1 and at most 50.
/// - Returns: one query and one key per row, both [S, d]; choose any d.
public func reversingVectors(stepCount: Int) throws -> (queries: Matrix<Double>, keys: Matrix<Double>) {
  let sharpness = 10.0  // e^10 to 1 against each other step
  return (
    queries: Matrix(rows: stepCount, columns: stepCount) { $1 == stepCount - 1 - $0 ? sharpness : 0 },
    keys: .identity(stepCount)  // each step has its own direction
  )
}
