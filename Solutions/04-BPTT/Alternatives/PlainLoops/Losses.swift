import Foundation
import LinearAlgebra

/// Row by row in plain loops; given.
public func softmax(_ logits: Matrix<Double>) -> Matrix<Double> {
  var result = logits
  for row in 0..<logits.rows {
    let logTotal = logSumExp(logits.row(row).elements)
    for column in 0..<logits.columns { result[row, column] = Foundation.exp(logits[row, column] - logTotal) }
  }
  return result
}

private func logSumExp(_ values: [Double]) -> Double {
  let largest = values.max() ?? 0
  var total = 0.0
  for value in values { total += Foundation.exp(value - largest) }
  return largest + Foundation.log(total)
}

/// log Σ exp z - z_y, row by row.
public func crossEntropy(logits: Matrix<Double>, targets: [Int]) throws -> Double {
  var loss = 0.0
  for row in 0..<logits.rows {
    loss += logSumExp(logits.row(row).elements)
    loss -= logits[row, targets[row]]
  }
  return loss
}

/// Every number by itself.
public func crossEntropyGradient(logits: Matrix<Double>, targets: [Int]) throws -> Matrix<Double> {
  var gradient = Matrix<Double>.zeros(logits.shape)
  for row in 0..<logits.rows {
    let logTotal = logSumExp(logits.row(row).elements)
    for column in 0..<logits.columns {
      let truth: Double = targets[row] == column ? 1 : 0
      gradient[row, column] = Foundation.exp(logits[row, column] - logTotal) - truth
    }
  }
  return gradient
}

/// The logarithm of the sigmoid by cases, so that no exponent is positive.
public func binaryCrossEntropy(logits: Matrix<Double>, targets: Matrix<Double>) throws -> Double {
  func logSigmoid(_ z: Double) -> Double {
    if z > 0 { return -Foundation.log1p(Foundation.exp(-z)) }
    return z - Foundation.log1p(Foundation.exp(z))
  }
  var loss = 0.0
  for row in 0..<logits.rows {
    for column in 0..<logits.columns {
      let (z, y) = (logits[row, column], targets[row, column])
      loss -= y * logSigmoid(z) + (1 - y) * logSigmoid(-z)
    }
  }
  return loss
}

/// Every number by itself.
public func binaryCrossEntropyGradient(
  logits: Matrix<Double>, targets: Matrix<Double>
) throws -> Matrix<Double> {
  var gradient = logits
  for row in 0..<logits.rows {
    for column in 0..<logits.columns {
      gradient[row, column] = 1 / (1 + Foundation.exp(-logits[row, column])) - targets[row, column]
    }
  }
  return gradient
}

/// Step by step.
public func sequenceLoss(
  logits: [Matrix<Double>], targets: [[Int]]
) throws -> (loss: Double, gradients: [Matrix<Double>]) {
  var losses: [Double] = []
  var gradients: [Matrix<Double>] = []
  for step in logits.indices {
    losses.append(try crossEntropy(logits: logits[step], targets: targets[step]))
    gradients.append(try crossEntropyGradient(logits: logits[step], targets: targets[step]))
  }
  return (losses.reduce(0, +), gradients)
}
