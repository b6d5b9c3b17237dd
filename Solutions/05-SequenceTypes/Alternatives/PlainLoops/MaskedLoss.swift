import Foundation
import LinearAlgebra

/// Task 2, position by position, with its own softmax.
public func maskedCrossEntropy(
  logits: [Matrix<Double>], targets: [[Int]], lengths: [Int]
) throws -> (loss: Double, gradients: [Matrix<Double>]) {
  var total = 0.0
  var places = 0.0
  for length in lengths { places += Double(length) }
  var gradients = logits.map { Matrix<Double>.zeros($0.shape) }
  for row in lengths.indices {
    for step in 0..<lengths[row] {
      let z = logits[step].row(row).elements
      let largest = z.max() ?? 0
      let powers = z.map { Foundation.exp($0 - largest) }
      let sum = powers.reduce(0, +)
      total += Foundation.log(sum) + largest - z[targets[step][row]]
      for (column, power) in powers.enumerated() {
        let truth = column == targets[step][row] ? 1.0 : 0.0
        gradients[step][row, column] = (power / sum - truth) / places
      }
    }
  }
  return (total / places, gradients)
}
