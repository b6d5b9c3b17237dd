import LinearAlgebra

/// Task 1. Sequences of different lengths as one batch: the shorter ones are padded at the end.
///
/// - Parameters:
///   - sequences: B sequences of tokens, at least one of which is not empty.
///   - paddingToken: the token after the end of a sequence.
/// - Returns: `steps[t][b]`, token t of sequence b, for as many steps T as the longest sequence has; and the B lengths
///   of the sequences without padding.
public func padded(_ sequences: [[Int]], with paddingToken: Int) throws -> (steps: [[Int]], lengths: [Int]) {
  let lengths = sequences.map(\.count)
  let stepCount = lengths.max() ?? 0
  let steps = (0..<stepCount).map { step in  // time is the outer index, the batch the inner one
    sequences.map { step < $0.count ? $0[step] : paddingToken }
  }
  return (steps, lengths)
}

/// Task 1. Which steps are real: 1 while a sequence has tokens, 0 in its padding.
///
/// - Parameter lengths: the B lengths, the largest of which is T.
/// - Returns: T columns, each [B, 1].
public func masks(lengths: [Int]) throws -> [Matrix<Double>] {
  (0..<(lengths.max() ?? 0)).map { step in
    Matrix(lengths.map { [step < $0 ? 1 : 0] })  // a sequence of 2 steps has steps 0 and 1
  }
}
