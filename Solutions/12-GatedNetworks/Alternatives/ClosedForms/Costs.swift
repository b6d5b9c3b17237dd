/// How many numbers a language model with one recurrent layer has to learn.
///
/// Tokens go in as one-hot rows [B, V]. A plain cell has one set of parameters, W_xh [V, H], W_hh [H, H] and
/// b_h [1, H]; a gated cell has one such set for each gate and one for the candidate. Above it stands an output
/// layer, W_hq [H, V] and b_q [1, V].
///
/// - Parameters:
///   - setCount: how many sets the cell has: 1 for a plain cell, 3 for a GRU, 4 for an LSTM.
///   - vocabularySize: V.
///   - hiddenSize: H.
public func parameterCount(setCount: Int, vocabularySize: Int, hiddenSize: Int) throws -> Int {
  // The matrices' shapes, counted one after the other.
  let cell = [(vocabularySize, hiddenSize), (hiddenSize, hiddenSize), (1, hiddenSize)]
  let output = [(hiddenSize, vocabularySize), (1, vocabularySize)]
  func total(_ shapes: [(Int, Int)]) -> Int { shapes.map { $0.0 * $0.1 }.reduce(0, +) }
  return setCount * total(cell) + total(output)
}

/// The largest model within a budget: the largest H whose model has at most `budget` parameters.
///
/// Two kinds of cells are compared fairly only at about the same number of parameters, and so at different H.
///
/// - Parameters:
///   - setCount: as in task 1.
///   - vocabularySize: V.
///   - budget: the most parameters that the model may have.
/// - Returns: H, or 0 where not even one hidden unit fits.
public func hiddenSize(setCount: Int, vocabularySize: Int, budget: Int) throws -> Int {
  // s H² + (s V + s + V) H + V ≤ budget, solved for H; rounding may be off by one, so look at the neighbours.
  let (s, v) = (Double(setCount), Double(vocabularySize))
  let (b, c) = (s * v + s + v, v - Double(budget))
  guard c <= 0 else { return 0 }
  let root = Int((-b + (b * b - 4 * s * c).squareRoot()) / (2 * s))
  return try (max(0, root - 1)...root + 1).last {
    try parameterCount(setCount: setCount, vocabularySize: vocabularySize, hiddenSize: $0) <= budget
  } ?? 0
}
