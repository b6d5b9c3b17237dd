import CourseSupport
import Foundation
import LinearAlgebra

/// Probabilities from logits, row by row; given, from unit 03.
///
/// - Parameter logits: [B, V].
/// - Returns: [B, V]; every row sums to 1.
public func softmax(_ logits: Matrix<Double>) -> Matrix<Double> {
  let powers = exp(logits - logits.rowMaxima())
  return powers / powers.rowSums()
}

/// Task 1. The cross-entropy of predictions over V classes, `-log softmax(z)_y` of each row, summed over the batch.
///
/// Natural logarithms. The result is finite for every finite logit; a softmax that rounds to 0 has no logarithm.
///
/// - Parameters:
///   - logits: z, [B, V].
///   - targets: y, the B true classes.
public func crossEntropy(logits: Matrix<Double>, targets: [Int]) throws -> Double {
  // TODO: Task 1, the cross-entropies and their gradients (part 1 of 5).
  throw NotImplemented()
}

/// Task 1. The gradient of the cross-entropy with respect to the logits, `Ŷ - Y`: the probabilities, minus 1 at the
/// true class.
///
/// - Parameters:
///   - logits: z, [B, V].
///   - targets: y, the B true classes.
/// - Returns: [B, V].
public func crossEntropyGradient(logits: Matrix<Double>, targets: [Int]) throws -> Matrix<Double> {
  // TODO: Task 1, the cross-entropies and their gradients (part 2 of 5).
  throw NotImplemented()
}

/// Task 1. The cross-entropy of yes-or-no predictions, `-(y log σ(z) + (1 - y) log(1 - σ(z)))`, summed over all
/// elements.
///
/// The result is finite for every finite logit.
///
/// - Parameters:
///   - logits: z, any shape.
///   - targets: y, of the same shape, each 0 or 1 or between.
public func binaryCrossEntropy(logits: Matrix<Double>, targets: Matrix<Double>) throws -> Double {
  // TODO: Task 1, the cross-entropies and their gradients (part 3 of 5).
  throw NotImplemented()
}

/// Task 1. The gradient of the yes-or-no cross-entropy with respect to the logits: `σ(z) - y`.
///
/// - Parameters:
///   - logits: z, any shape.
///   - targets: y, of the same shape.
/// - Returns: of the same shape.
public func binaryCrossEntropyGradient(
  logits: Matrix<Double>, targets: Matrix<Double>
) throws -> Matrix<Double> {
  // TODO: Task 1, the cross-entropies and their gradients (part 4 of 5).
  throw NotImplemented()
}

/// Task 1. The loss of a whole sequence: the cross-entropies of its steps, summed over time.
///
/// - Parameters:
///   - logits: Z_1 … Z_T, each [B, V].
///   - targets: for each step the B true classes.
/// - Returns: the loss, and its gradient with respect to the logits of each step, T matrices [B, V].
public func sequenceLoss(
  logits: [Matrix<Double>], targets: [[Int]]
) throws -> (loss: Double, gradients: [Matrix<Double>]) {
  // TODO: Task 1, the cross-entropies and their gradients (part 5 of 5).
  throw NotImplemented()
}
