import LinearAlgebra

/// Rows brought to mean 0 and variance 1: `y = (a - μ) / √(σ² + ε)`, with μ and σ² over the C numbers of each row.
struct RowNormalization<Scalar: MatrixScalar>: Sendable {
  /// `y`, [R, C].
  let values: Matrix<Scalar>
  /// `1 / √(σ² + ε)`, [R, 1].
  let scale: Matrix<Scalar>

  /// The rows of `sums`, normalized. ε is 1e-5, PyTorch's.
  init(_ sums: Matrix<Scalar>) {
    let centered = sums - Self.means(of: sums)
    scale = Self.means(of: centered * centered).map { 1 / ($0 + 1e-5).squareRoot() }
    values = centered * scale
  }

  /// From `dy` to `da = (dy - mean(dy) - y ⊙ mean(dy ⊙ y)) / √(σ² + ε)`, the means over each row.
  func backward(_ gradient: Matrix<Scalar>) -> Matrix<Scalar> {
    (gradient - Self.means(of: gradient) - values * Self.means(of: gradient * values)) * scale
  }

  private static func means(of matrix: Matrix<Scalar>) -> Matrix<Scalar> {
    matrix.rowSums() / Scalar(max(1, matrix.columns))
  }
}
