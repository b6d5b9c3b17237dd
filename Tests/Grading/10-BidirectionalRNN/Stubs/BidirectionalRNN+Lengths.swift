import CourseSupport
import Foundation
import LinearAlgebra

extension BidirectionalRNN {
  /// Task 5. The direction that reads backward, for sequences of different lengths in one batch.
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
    // TODO: Task 5, sequences of different lengths.
    throw NotImplemented()
  }
}
