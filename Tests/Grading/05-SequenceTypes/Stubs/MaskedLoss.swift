import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Task 2. The cross-entropy of a padded batch, and its gradient: the mean over all *real* steps of all sequences.
///
/// Like the cross-entropy of exercise 04, it is correct for logits of any size.
///
/// - Parameters:
///   - logits: T matrices, each [B, Q].
///   - targets: `targets[t][b]`, the true class; after the end of a sequence it is some class that does not count.
///   - lengths: the B lengths, each from 0 to T, not all 0.
/// - Returns: the loss, in nats per real step, and its gradients with respect to the logits, T matrices [B, Q].
public func maskedCrossEntropy(
  logits: [Matrix<Double>], targets: [[Int]], lengths: [Int]
) throws -> (loss: Double, gradients: [Matrix<Double>]) {
  // TODO: Task 2, a loss that ignores the padding.
  throw NotImplemented()
}
