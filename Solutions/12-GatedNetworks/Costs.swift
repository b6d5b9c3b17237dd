/// Task 1. The number of parameters of a language model with one recurrent layer.
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
  let (v, h) = (vocabularySize, hiddenSize)
  let set = v * h + h * h + h
  return setCount * set + h * v + v  // the output layer is the same for every cell
}

/// Task 2. The largest model within a budget: the largest H whose model has at most `budget` parameters.
///
/// A fair comparison of two kinds of cells needs about the same number of parameters, and so different H.
///
/// - Parameters:
///   - setCount: as in task 1.
///   - vocabularySize: V.
///   - budget: the maximum number of parameters.
/// - Returns: H, or 0 if not even one hidden unit fits.
public func hiddenSize(setCount: Int, vocabularySize: Int, budget: Int) throws -> Int {
  var size = 0
  // The count grows with H, so the first size that is too large ends the search.
  while try parameterCount(setCount: setCount, vocabularySize: vocabularySize, hiddenSize: size + 1) <= budget
  {
    size += 1
  }
  return size
}
