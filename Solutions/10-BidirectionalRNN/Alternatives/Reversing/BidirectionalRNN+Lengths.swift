import LinearAlgebra

extension BidirectionalRNN {
  /// The direction that reads from behind, for sequences of different length in one batch.
  ///
  /// Row b of the batch is a sequence of `lengths[b]` steps; what stands in its row after them is filling.
  /// The backward layer starts each sequence at that sequence's own last step, with a state of zeros.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I].
  ///   - lengths: B numbers from 1 to T.
  /// - Returns: H←_1 … H←_T, each [B, H], in the order of the inputs; zeros in the rows of sequences that have ended.
  public func readBackward(
    _ inputs: [Matrix<Double>], lengths: [Int]
  ) throws -> [Matrix<Double>] {
    // Turn every sequence about its own length, read them all from step 1, and turn the states back.
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
