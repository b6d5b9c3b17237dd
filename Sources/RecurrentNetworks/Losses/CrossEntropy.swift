import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the losses of several predictions become one number.
public enum Reduction: Sendable {
  /// Their mean: the loss of an average prediction.
  case mean
  /// Their sum: the loss of a whole sequence.
  case sum
}

/// The natural logarithm; under this name because `log` of a matrix would hide it.
func logarithm(_ x: Double) -> Double { log(x) }

/// The cross-entropy of predictions, `-log softmax(z)_y` for each row, in nats.
///
/// - Parameters:
///   - logits: `z`, [N, V], before the softmax.
///   - targets: `y`, the N true classes, each in 0 ..< V.
///   - reduction: the mean over the N rows, or their sum.
public func crossEntropy<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], reduction: Reduction = .mean
) -> Scalar {
  checkTargets(logits, targets)
  let logProbabilities = logSoftmax(logits)
  // Added up in Double: the sum of many small Float terms would lose digits.
  let sum = targets.enumerated().reduce(0.0) { $0 - Double(logProbabilities[$1.offset, $1.element]) }
  return Scalar(sum / divisor(reduction, targets.count))
}

/// The gradient of ``crossEntropy(logits:targets:reduction:)`` by the logits: `softmax(z) - onehot(y)`, [N, V],
/// divided by N for the mean.
public func crossEntropyGradient<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], reduction: Reduction = .mean
) -> Matrix<Scalar> {
  checkTargets(logits, targets)
  var gradient = softmax(logits)
  for (row, target) in targets.enumerated() { gradient[row, target] -= 1 }
  return reduction == .sum ? gradient : gradient / Scalar(divisor(reduction, targets.count))
}

/// `e^loss`: among how many equally likely choices the model hesitates, for a mean cross-entropy in nats.
public func perplexity(meanCrossEntropy: Double) -> Double { exp(meanCrossEntropy) }

/// `loss / ln 2`: the mean cross-entropy in bits instead of nats.
public func bits(meanCrossEntropy: Double) -> Double { meanCrossEntropy / log(2) }

private func divisor(_ reduction: Reduction, _ count: Int) -> Double {
  reduction == .mean ? Double(count) : 1
}

private func checkTargets<Scalar>(_ logits: Matrix<Scalar>, _ targets: [Int]) {
  require(
    targets.count == logits.rows && !targets.isEmpty,
    "logits of shape \(logits.shape) need \(logits.rows) targets, at least one, not \(targets.count)")
  for (row, target) in targets.enumerated() {
    require(
      target >= 0 && target < logits.columns,
      "target \(row) is class \(target), but logits of shape \(logits.shape) know classes 0 to \(logits.columns - 1)"
    )
  }
}
