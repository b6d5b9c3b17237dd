/// The number of parameters of a language model with one recurrent layer.
///
/// The input tokens are one-hot rows [B, V]. A plain cell has one set of parameters, W_xh [V, H], W_hh [H, H] and b_h
/// [1, H]; a gated cell has one such set for each gate and one for the candidate. Above the cell is an output layer,
/// W_hq [H, V] and b_q [1, V].
///
/// - Parameters:
///   - setCount: the number of sets in the cell: 1 for a plain cell, 3 for a GRU, 4 for an LSTM.
///   - vocabularySize: V.
///   - hiddenSize: H.
public func parameterCount(setCount: Int, vocabularySize: Int, hiddenSize: Int) throws -> Int {
  // Count the matrices one after the other.
  let cell = [(vocabularySize, hiddenSize), (hiddenSize, hiddenSize), (1, hiddenSize)]
  let output = [(hiddenSize, vocabularySize), (1, vocabularySize)]
  func total(_ shapes: [(Int, Int)]) -> Int { shapes.map { $0.0 * $0.1 }.reduce(0, +) }
  return setCount * total(cell) + total(output)
}

/// The largest model within a budget: the largest H whose model has at most `budget` parameters.
///
/// A fair comparison of two kinds of cells needs about the same number of parameters, and so different H.
///
/// - Parameters:
///   - setCount: as in task 1.
///   - vocabularySize: V.
///   - budget: the maximum number of parameters.
/// - Returns: H, or 0 if not even one hidden unit fits.
public func hiddenSize(setCount: Int, vocabularySize: Int, budget: Int) throws -> Int {
  // s H² + (s V + s + V) H + V ≤ budget, solved for H; rounding can be off by one, so check the neighbors.
  let (s, v) = (Double(setCount), Double(vocabularySize))
  let (b, c) = (s * v + s + v, v - Double(budget))
  guard c <= 0 else { return 0 }
  let root = Int((-b + (b * b - 4 * s * c).squareRoot()) / (2 * s))
  return try (max(0, root - 1)...root + 1).last {
    try parameterCount(setCount: setCount, vocabularySize: vocabularySize, hiddenSize: $0) <= budget
  } ?? 0
}
