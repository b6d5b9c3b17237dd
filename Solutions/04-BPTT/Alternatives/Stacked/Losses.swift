import Foundation
import LinearAlgebra

/// By columns; given.
public func softmax(_ logits: Matrix<Double>) -> Matrix<Double> { exp(logSoftmax(logits)) }

private func logSoftmax(_ logits: Matrix<Double>) -> Matrix<Double> {
  let shifted = logits - logits.rowMaxima()
  return shifted - exp(shifted).rowSums().map { Foundation.log($0) }
}

private func oneHot(_ targets: [Int], _ count: Int) -> Matrix<Double> {
  let identity = Matrix<Double>.identity(count)
  return concatenate(rows: targets.map(identity.row))
}

/// The product with the one-hot targets picks the true classes.
public func crossEntropy(logits: Matrix<Double>, targets: [Int]) throws -> Double {
  -(logSoftmax(logits) * oneHot(targets, logits.columns)).sum()
}

/// Ŷ - Y as two matrices.
public func crossEntropyGradient(logits: Matrix<Double>, targets: [Int]) throws -> Matrix<Double> {
  softmax(logits) - oneHot(targets, logits.columns)
}

/// Yes or no as a choice of two classes, whose logits are z and 0.
public func binaryCrossEntropy(logits: Matrix<Double>, targets: Matrix<Double>) throws -> Double {
  let column = logits.reshaped(rows: logits.count, columns: 1)
  let truth = targets.reshaped(rows: targets.count, columns: 1)
  let pairs = logSoftmax(concatenate(columns: [column, .zeros(column.shape)]))
  return -(pairs * concatenate(columns: [truth, 1 - truth])).sum()
}

/// σ(z) is half of tanh(z / 2), lifted by a half.
public func binaryCrossEntropyGradient(
  logits: Matrix<Double>, targets: Matrix<Double>
) throws -> Matrix<Double> {
  (tanh(logits / 2) + 1) / 2 - targets
}

/// All steps as one large batch, which is cut up afterward.
public func sequenceLoss(
  logits: [Matrix<Double>], targets: [[Int]]
) throws -> (loss: Double, gradients: [Matrix<Double>]) {
  guard !logits.isEmpty else { return (0, []) }
  let (all, truth) = (concatenate(rows: logits), targets.flatMap { $0 })
  let gradient = try crossEntropyGradient(logits: all, targets: truth)
  var start = 0
  let gradients = logits.map { step in
    defer { start += step.rows }
    return gradient.rows(start..<start + step.rows)
  }
  return (try crossEntropy(logits: all, targets: truth), gradients)
}
