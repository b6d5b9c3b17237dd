import LinearAlgebra

/// Task 1. Sequences of different length as one batch: the shorter ones are filled up behind their ends.
///
/// - Parameters:
///   - sequences: B sequences of tokens, at least one of which is not empty.
///   - filling: the token that stands where a sequence has ended.
/// - Returns: `steps[t][b]`, token t of sequence b, for as many steps T as the longest sequence has; and the B lengths
///   that the sequences have without filling.
public func padded(_ sequences: [[Int]], with filling: Int) throws -> (steps: [[Int]], lengths: [Int]) {
  let lengths = sequences.map(\.count)
  let stepCount = lengths.max() ?? 0
  let steps = (0..<stepCount).map { step in  // time is the outer index, the batch the inner one
    sequences.map { step < $0.count ? $0[step] : filling }
  }
  return (steps, lengths)
}

/// Task 1. Which steps are real: 1 where a sequence still goes on, 0 where there is filling.
///
/// - Parameter lengths: the B lengths, the largest of which is T.
/// - Returns: T columns, each [B, 1].
public func masks(lengths: [Int]) throws -> [Matrix<Double>] {
  (0..<(lengths.max() ?? 0)).map { step in
    Matrix(lengths.map { [step < $0 ? 1 : 0] })  // a sequence of 2 steps has steps 0 and 1
  }
}
