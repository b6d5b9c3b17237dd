import CourseSupport
import Foundation

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
  // TODO: Task 1, the parameters of a model.
  throw NotImplemented()
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
  // TODO: Task 2, the largest model within a budget.
  throw NotImplemented()
}
