import Foundation
import LinearAlgebra

/// The cross-entropy of yes-or-no predictions, `-(y log σ(z) + (1 - y) log(1 - σ(z)))` for each element, in nats.
///
/// Computed as `max(z, 0) - z y + log(1 + e^{-|z|})`, which is finite for every finite logit. For an infinite one the
/// loss is 0 if the target is what the logit is sure of, and ∞ otherwise.
///
/// - Parameters:
///   - logits: `z`, any shape, before the sigmoid.
///   - targets: `y`, of the same shape, each from 0 to 1.
///   - reduction: the mean over all elements, or their sum.
public func binaryCrossEntropy<Scalar>(
  logits: Matrix<Scalar>, targets: Matrix<Scalar>, reduction: Reduction = .mean
) -> Scalar {
  checkTargets(logits, targets)
  let sum = zip(logits.elements, targets.elements).reduce(0.0) { sum, pair in
    let (z, y) = (Double(pair.0), Double(pair.1))
    // ∞ - ∞ and 0 · ∞ would be NaN.
    if z.isInfinite { return sum + (y == (z > 0 ? 1 : 0) ? 0 : .infinity) }
    return sum + max(z, 0) - z * y + log1p(exp(-abs(z)))
  }
  return Scalar(reduction == .mean ? sum / Double(logits.count) : sum)
}

/// The gradient of ``binaryCrossEntropy(logits:targets:reduction:)`` by the logits: `σ(z) - y`, divided by the
/// number of elements for the mean.
public func binaryCrossEntropyGradient<Scalar>(
  logits: Matrix<Scalar>, targets: Matrix<Scalar>, reduction: Reduction = .mean
) -> Matrix<Scalar> {
  checkTargets(logits, targets)
  let gradient = sigmoid(logits) - targets
  return reduction == .mean ? gradient / Scalar(logits.count) : gradient
}

private func checkTargets<Scalar>(_ logits: Matrix<Scalar>, _ targets: Matrix<Scalar>) {
  require(
    logits.shape == targets.shape && logits.count > 0,
    "logits of shape \(logits.shape) need targets of the same shape, not \(targets.shape)")
  require(
    targets.elements.allSatisfy { $0 >= 0 && $0 <= 1 },
    "the targets of a yes-or-no prediction lie from 0 to 1")
}
