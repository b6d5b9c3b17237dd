import Foundation
import LinearAlgebra

/// Each probability by itself, `1 / Σ_j exp(z_j - z_k)`: nothing has to be subtracted, since an overflow here is a
/// probability of 0.
public func softmax(_ logits: Matrix<Double>) throws -> Matrix<Double> {
  let rows = (0..<logits.rows).map { logits.row($0).elements }
  return Matrix(rows.map { row in row.map { own in 1 / row.reduce(0) { $0 + Foundation.exp($1 - own) } } })
}
