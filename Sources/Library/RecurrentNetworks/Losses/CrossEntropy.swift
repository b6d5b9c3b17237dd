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
///   - targets: `y`, the N true classes, each in 0 ..< V or equal to `ignoredTarget`.
///   - ignoredTarget: what stands for "does not count", as the filling of short sequences; PyTorch's
///     `ignore_index`.
///   - reduction: the mean over the rows that count, or their sum.
/// - Precondition: for the mean, at least one row counts.
public func crossEntropy<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], ignoredTarget: Int? = nil, reduction: Reduction = .mean
) -> Scalar {
  let count = countedRows(logits, targets, ignoredTarget)
  let logProbabilities = logSoftmax(logits)
  // Added up in Double: the sum of many small Float terms would lose digits.
  var sum = 0.0
  for (row, target) in targets.enumerated() where target != ignoredTarget {
    sum -= Double(logProbabilities[row, target])
  }
  return Scalar(sum / divisor(reduction, count))
}

/// The gradient of `crossEntropy(logits:targets:ignoredTarget:reduction:)` by the logits,
/// `softmax(z) - onehot(y)`, [N, V]; divided by the number of rows that count for the mean, and zero in rows
/// that do not count, whatever their logits are.
public func crossEntropyGradient<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], ignoredTarget: Int? = nil, reduction: Reduction = .mean
) -> Matrix<Scalar> {
  let count = countedRows(logits, targets, ignoredTarget)
  var gradient = softmax(logits)
  for (row, target) in targets.enumerated() where target != ignoredTarget { gradient[row, target] -= 1 }
  for (row, target) in targets.enumerated() where target == ignoredTarget {
    // Replaced, because 0 times a NaN would stay NaN.
    for column in 0..<gradient.columns { gradient[row, column] = 0 }
  }
  return reduction == .sum ? gradient : gradient / Scalar(divisor(reduction, count))
}

/// `e^loss`: among how many equally likely choices the model hesitates, for a mean cross-entropy in nats.
public func perplexity(meanCrossEntropy: Double) -> Double { exp(meanCrossEntropy) }

/// `loss / ln 2`: the mean cross-entropy in bits instead of nats.
public func bits(meanCrossEntropy: Double) -> Double { meanCrossEntropy / log(2) }

private func divisor(_ reduction: Reduction, _ count: Int) -> Double {
  require(reduction == .sum || count > 0, "every target is the ignored one, and there is no mean of nothing")
  return reduction == .mean ? Double(count) : 1
}

/// How many rows count, after every target was looked at.
private func countedRows<Scalar>(_ logits: Matrix<Scalar>, _ targets: [Int], _ ignored: Int?) -> Int {
  require(
    targets.count == logits.rows && !targets.isEmpty,
    "logits of shape \(logits.shape) need \(logits.rows) targets, at least one, not \(targets.count)")
  for (row, target) in targets.enumerated() where target != ignored {
    require(
      target >= 0 && target < logits.columns,
      "target \(row) is class \(target), but logits of shape \(logits.shape) know classes 0 to \(logits.columns - 1)"
    )
  }
  return targets.count { $0 != ignored }
}
