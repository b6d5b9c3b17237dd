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
  let shifted = logits - logits.rowMaxima()
  // log softmax(z) = z - log Σ exp z: no quotient that could round to 0 comes under the logarithm.
  let logProbabilities = shifted - exp(shifted).rowSums().map { log($0) }
  return targets.indices.reduce(0) { $0 - logProbabilities[$1, targets[$1]] }
}

/// Task 1. The gradient of the cross-entropy with respect to the logits, `Ŷ - Y`: the probabilities, minus 1 at the
/// true class.
///
/// - Parameters:
///   - logits: z, [B, V].
///   - targets: y, the B true classes.
/// - Returns: [B, V].
public func crossEntropyGradient(logits: Matrix<Double>, targets: [Int]) throws -> Matrix<Double> {
  var gradient = softmax(logits)
  for (row, target) in targets.enumerated() {
    gradient[row, target] -= 1  // Ŷ - Y, where Y is one-hot
  }
  return gradient
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
  // -log σ(z) = log(1 + e^{-z}) and -log(1 - σ(z)) = z + log(1 + e^{-z}); the exponent is kept below 0.
  zip(logits.elements, targets.elements).reduce(0) { sum, pair in
    let (z, y) = pair
    return sum + max(z, 0) - z * y + log1p(exp(-abs(z)))
  }
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
  sigmoid(logits) - targets
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
  var loss = 0.0
  var gradients: [Matrix<Double>] = []
  for (stepLogits, stepTargets) in zip(logits, targets) {
    loss += try crossEntropy(logits: stepLogits, targets: stepTargets)
    gradients.append(try crossEntropyGradient(logits: stepLogits, targets: stepTargets))
  }
  return (loss, gradients)
}
