import Foundation
import LinearAlgebra

/// Turns each row of logits into probabilities, as in chapter 03.
///
/// - Parameter logits: [N, V].
/// - Returns: [N, V]; every row sums to 1.
public func softmax(_ logits: Matrix<Double>) -> Matrix<Double> {
  let powers = LinearAlgebra.exp(logits - logits.rowMaxima())
  return powers / powers.rowSums()
}

/// The cross-entropy of chapter 04, `-log softmax(z)_y`, summed over the rows, in nats.
///
/// - Parameters:
///   - logits: `z`, [N, V], before the softmax.
///   - targets: `y`, the N true classes, each in 0 ..< V.
/// - Precondition: there is a target for each row.
public func crossEntropy(logits: Matrix<Double>, targets: [Int]) -> Double {
  require(targets.count == logits.rows, "\(logits.rows) rows need as many targets, not \(targets.count)")
  let shifted = logits - logits.rowMaxima()
  let sums = LinearAlgebra.exp(shifted).rowSums()
  return targets.indices.reduce(0) { $0 + Foundation.log(sums[$1, 0]) - shifted[$1, targets[$1]] }
}

/// The gradient of ``crossEntropy(logits:targets:)`` with respect to the logits, `softmax(z) - onehot(y)`,
/// [N, V].
public func crossEntropyGradient(logits: Matrix<Double>, targets: [Int]) -> Matrix<Double> {
  require(targets.count == logits.rows, "\(logits.rows) rows need as many targets, not \(targets.count)")
  var gradient = softmax(logits)
  for (row, target) in targets.enumerated() { gradient[row, target] -= 1 }
  return gradient
}
