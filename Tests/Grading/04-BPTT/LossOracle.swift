import Foundation
import LinearAlgebra

/// The losses once more in plain loops.
enum LossOracle {
  static func probabilities(_ logits: Matrix<Double>) -> Matrix<Double> {
    BPTTOracle.make(logits.rows, logits.columns) { row, column in
      1 / BPTTOracle.sum(logits.columns) { Foundation.exp(logits[row, $0] - logits[row, column]) }
    }
  }

  /// -log softmax(z)_y = log Σ_k e^{z_k - z_y}, with the largest exponent taken out.
  static func crossEntropy(_ logits: Matrix<Double>, _ targets: [Int]) -> Double {
    targets.enumerated().reduce(0) { total, entry in
      let (row, target) = entry
      let differences = (0..<logits.columns).map { logits[row, $0] - logits[row, target] }
      let largest = differences.max() ?? 0
      return total + largest
        + Foundation.log(BPTTOracle.sum(logits.columns) { Foundation.exp(differences[$0] - largest) })
    }
  }

  static func oneHot(_ targets: [Int], _ count: Int) -> Matrix<Double> {
    BPTTOracle.make(targets.count, count) { targets[$0] == $1 ? 1 : 0 }
  }

  static func gradient(_ logits: Matrix<Double>, _ targets: [Int]) -> Matrix<Double> {
    probabilities(logits) - oneHot(targets, logits.columns)
  }

  static func sigmoid(_ z: Double) -> Double { 1 / (1 + Foundation.exp(-z)) }

  /// -(y log σ(z) + (1 - y) log(1 - σ(z))), where log σ(z) = -log(1 + e^{-z}).
  static func binary(_ logits: Matrix<Double>, _ targets: Matrix<Double>) -> Double {
    zip(logits.elements, targets.elements).reduce(0) { total, pair in
      total + pair.1 * softplus(-pair.0) + (1 - pair.1) * softplus(pair.0)
    }
  }

  /// log(1 + e^x)
  static func softplus(_ x: Double) -> Double {
    x > 30 ? x + Foundation.exp(-x) : Foundation.log1p(Foundation.exp(x))
  }

  static func binaryGradient(_ logits: Matrix<Double>, _ targets: Matrix<Double>) -> Matrix<Double> {
    BPTTOracle.make(logits.rows, logits.columns) { sigmoid(logits[$0, $1]) - targets[$0, $1] }
  }
}
