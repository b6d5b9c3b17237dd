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
    // Each sequence separately, as a batch of one, over only its own steps.
    let size = backwardLayer.hiddenSize
    var result = inputs.map { _ in Matrix<Double>.zeros(rows: lengths.count, columns: size) }
    for (row, length) in lengths.enumerated() {
      var state = Matrix<Double>.zeros(rows: 1, columns: size)
      for step in (0..<length).reversed() {
        state = backwardLayer.step(inputs[step].row(row), from: state)
        for unit in 0..<size { result[step][row, unit] = state[0, unit] }
      }
    }
    return result
  }
}
