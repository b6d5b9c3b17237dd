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
    func from(_ step: Int) -> [Matrix<Double>] {
      guard step < inputs.count else { return [] }
      let later = from(step + 1)
      let before = later.first ?? .zeros(rows: lengths.count, columns: backwardLayer.hiddenSize)
      let next = backwardLayer.step(inputs[step], from: before)
      let rows = lengths.indices.map { step < lengths[$0] ? next.row($0) : next.row($0) * 0 }
      return [concatenate(rows: rows)] + later
    }
    return from(0)
  }
}
