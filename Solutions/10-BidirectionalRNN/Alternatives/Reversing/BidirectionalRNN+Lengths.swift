import LinearAlgebra

extension BidirectionalRNN {
  /// The direction that reads backward, for sequences of different lengths in one batch.
  ///
  /// Row b of the batch is a sequence of `lengths[b]` steps; the rest of its row is padding. The backward layer starts
  /// each sequence at its own last step, with a state of zeros.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I].
  ///   - lengths: B numbers from 1 to T.
  /// - Returns: H←_1 … H←_T, each [B, H], in the order of the inputs; zeros in the rows of sequences that have ended.
  public func readBackward(
    _ inputs: [Matrix<Double>], lengths: [Int]
  ) throws -> [Matrix<Double>] {
    // Reverse every sequence within its own length, read them all from step 1, and reverse the states again.
    func turned(_ sequence: [Matrix<Double>]) -> [Matrix<Double>] {
      sequence.indices.map { step in
        let rows = lengths.enumerated().map { row, length in
          step < length ? sequence[length - 1 - step].row(row) : sequence[step].row(row) * 0
        }
        return concatenate(rows: rows)
      }
    }
    let start = backwardLayer.initialState(batchSize: lengths.count)
    return turned(backwardLayer.forward(turned(inputs), from: start).states)
  }
}
