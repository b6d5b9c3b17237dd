import Foundation
import LinearAlgebra

/// Number by number, and with the sum's logarithm in the exponent instead of a division.
public func softmax(_ logits: Matrix<Double>) throws -> Matrix<Double> {
  var rows: [[Double]] = []
  for row in 0..<logits.rows {
    var largest = -Double.infinity
    for column in 0..<logits.columns where logits[row, column] > largest { largest = logits[row, column] }
    var total = 0.0
    for column in 0..<logits.columns { total += Foundation.exp(logits[row, column] - largest) }
    let logTotal = largest + log(total)
    rows.append((0..<logits.columns).map { Foundation.exp(logits[row, $0] - logTotal) })
  }
  return Matrix(rows)
}
