import Foundation
import LinearAlgebra

/// How the losses of several predictions become one number.
public enum Reduction: Sendable {
  /// Their mean: the loss of an average prediction.
  case mean
  /// Their sum: the loss of a whole sequence.
  case sum
}

/// The natural logarithm; under this name because `log` of a matrix would hide it.
func logarithm(_ x: Double) -> Double { log(x) }

/// The cross-entropy of predictions, `-w_y log softmax(z)_y` for each row, in nats.
///
/// - Parameters:
///   - logits: `z`, [N, V], before the softmax.
///   - targets: `y`, the N true classes, each in 0 ..< V or equal to `ignoredTarget`.
///   - classWeights: `w`, V numbers of at least 0, for classes that are rare; defaults to 1 for all.
///   - ignoredTarget: what stands for "does not count", as the padding of short sequences; PyTorch's
///     `ignore_index`.
///   - reduction: the sum over the rows that count, or their mean. With class weights the mean is the weighted one,
///     `Σ w_y loss / Σ w_y`, as in PyTorch.
/// - Precondition: for the mean, the weights of the rows that count do not add up to 0.
public func crossEntropy<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], classWeights: [Scalar]? = nil, ignoredTarget: Int? = nil,
  reduction: Reduction = .mean
) -> Scalar {
  let weights = rowWeights(logits, targets, classWeights, ignoredTarget)
  return Scalar(rowLosses(logits, targets, weights).reduce(0, +) / divisor(reduction, weights))
}

/// The cross-entropy of each prediction, `-w_y log softmax(z)_y`, without any reduction: N losses, 0 for a row that does
/// not count. PyTorch's `reduction="none"`.
///
/// - Parameters:
///   - logits: `z`, [N, V], before the softmax.
///   - targets: `y`, the N true classes, each in 0 ..< V or equal to `ignoredTarget`.
///   - classWeights: `w`, V numbers of at least 0; defaults to 1 for all.
///   - ignoredTarget: what stands for "does not count".
public func crossEntropies<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], classWeights: [Scalar]? = nil, ignoredTarget: Int? = nil
) -> [Scalar] {
  rowLosses(logits, targets, rowWeights(logits, targets, classWeights, ignoredTarget)).map { Scalar($0) }
}

/// The gradient of `crossEntropy(logits:targets:classWeights:ignoredTarget:reduction:)` by the logits,
/// `w_y (softmax(z) - onehot(y))`, [N, V]; divided by the sum of the weights of the rows that count for the mean, and zero
/// in rows that do not count, whatever their logits are.
public func crossEntropyGradient<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], classWeights: [Scalar]? = nil, ignoredTarget: Int? = nil,
  reduction: Reduction = .mean
) -> Matrix<Scalar> {
  let weights = rowWeights(logits, targets, classWeights, ignoredTarget)
  let gradient = rowGradients(logits, targets, weights, isPlain: classWeights == nil)
  return reduction == .sum ? gradient : gradient / Scalar(divisor(reduction, weights))
}

/// The gradient of a loss that reads each of
/// `crossEntropies(logits:targets:classWeights:ignoredTarget:)`: `g_n w_y (softmax(z_n) - onehot(y_n))`, [N, V].
///
/// - Parameter lossGradients: `g`, the gradient of the loss with respect to each of the N losses.
public func crossEntropyGradient<Scalar>(
  logits: Matrix<Scalar>, targets: [Int], classWeights: [Scalar]? = nil, ignoredTarget: Int? = nil,
  lossGradients: [Scalar]
) -> Matrix<Scalar> {
  require(
    lossGradients.count == targets.count,
    "\(targets.count) losses have as many gradients, not \(lossGradients.count)")
  let weights = rowWeights(logits, targets, classWeights, ignoredTarget)
  return rowGradients(logits, targets, weights, isPlain: classWeights == nil)
    * Matrix(rows: lossGradients.count, columns: 1, elements: lossGradients)
}

/// `e^loss`: among how many equally likely choices the model hesitates, for a mean cross-entropy in nats.
public func perplexity(meanCrossEntropy: Double) -> Double { exp(meanCrossEntropy) }

/// `loss / ln 2`: the mean cross-entropy in bits instead of nats.
public func bits(meanCrossEntropy: Double) -> Double { meanCrossEntropy / log(2) }

/// `-w_y log softmax(z)_y` of each row, in Double: the sum of many small Float terms would lose digits.
private func rowLosses<Scalar>(_ logits: Matrix<Scalar>, _ targets: [Int], _ weights: [Scalar?]) -> [Double] {
  let logProbabilities = logSoftmax(logits)
  return targets.indices.map { row in
    weights[row].map { -Double($0) * Double(logProbabilities[row, targets[row]]) } ?? 0
  }
}

/// `w_y (softmax(z) - onehot(y))` of each row.
private func rowGradients<Scalar>(
  _ logits: Matrix<Scalar>, _ targets: [Int], _ weights: [Scalar?], isPlain: Bool
) -> Matrix<Scalar> {
  var gradient = softmax(logits)
  for (row, target) in targets.enumerated() where weights[row] != nil { gradient[row, target] -= 1 }
  if !isPlain {
    gradient *= Matrix(rows: weights.count, columns: 1, elements: weights.map { $0 ?? Scalar.zero })
  }
  for (row, weight) in weights.enumerated() where weight == nil {
    // Replaced, because 0 times a NaN would stay NaN.
    for column in 0..<gradient.columns { gradient[row, column] = 0 }
  }
  return gradient
}

private func divisor<Scalar: MatrixScalar>(_ reduction: Reduction, _ weights: [Scalar?]) -> Double {
  guard reduction == .mean else { return 1 }
  let sum = weights.compactMap { $0 }.reduce(into: 0.0) { $0 += Double($1) }
  require(
    sum > 0, "every target is ignored or of a class of weight 0, and there is no mean of nothing")
  return sum
}

/// The weight of each row, `nil` for one that does not count, after every target was looked at.
private func rowWeights<Scalar>(
  _ logits: Matrix<Scalar>, _ targets: [Int], _ classWeights: [Scalar]?, _ ignored: Int?
) -> [Scalar?] {
  require(
    targets.count == logits.rows && !targets.isEmpty,
    "logits of shape \(logits.shape) need \(logits.rows) targets, at least one, not \(targets.count)")
  require(
    classWeights.map { $0.count == logits.columns && $0.allSatisfy { $0 >= 0 && $0.isFinite } } ?? true,
    "\(logits.columns) classes have as many finite weights of at least 0, not \(classWeights ?? [])")
  return targets.enumerated().map { row, target in
    if target == ignored { return nil }
    require(
      target >= 0 && target < logits.columns,
      "target \(row) is class \(target), but logits of shape \(logits.shape) know classes 0 to \(logits.columns - 1)"
    )
    return classWeights?[target] ?? 1
  }
}
