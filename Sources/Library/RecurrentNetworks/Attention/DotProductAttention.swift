import LinearAlgebra

/// Attention whose score is a dot product: `z_s = Q · K_s`, or `Q · K_s / √d` with d the size of both.
///
/// It has nothing to learn; query and key have the same size. Without the scale it is the score "dot" of Luong, Pham and
/// Manning, "Effective approaches to attention-based neural machine translation" (2015), and Keras's `Attention`. With it,
/// it is that of Vaswani et al. (2017), d2l's `DotProductAttention` and PyTorch's `scaled_dot_product_attention`: the
/// product of two random vectors grows like √d, and a softmax of large scores has almost no gradient.
public struct DotProductAttention<Scalar: MatrixScalar>: Attention {
  /// Whether the scores are divided by √d.
  public let isScaled: Bool

  /// Attention without parameters.
  public init(isScaled: Bool = true) { self.isScaled = isScaled }

  /// None.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] { [] }

  /// Traps unless query and key have the same size.
  public func checkSizes(query: Int, key: Int) {
    require(
      query == key,
      "the dot product needs a query and keys of one size, not \(query) and \(key); MultiplicativeAttention takes two"
    )
  }

  /// `z_s = Q · K_s`, divided by √d if scaled: [B, d] → [B, S]. Keeps the query.
  public func scores(_ query: Matrix<Scalar>, over keys: StackedSteps<Scalar>) -> (
    scores: Matrix<Scalar>, cache: Matrix<Scalar>
  ) {
    (keys.dotProducts(with: query) * scale(keys), query)
  }

  /// `dQ = Σ_s dz_s · K_s` and `dK_s = dz_s · Q`, both divided by √d if scaled.
  public func scoresBackward(
    _ scoreGradient: Matrix<Scalar>, through query: Matrix<Scalar>, over keys: StackedSteps<Scalar>,
    adding gradient: inout Self
  ) -> (query: Matrix<Scalar>, keys: StackedSteps<Scalar>) {
    let productGradient = scoreGradient * scale(keys)
    return (
      query: keys.weightedSum(productGradient),
      keys: keys.map { _ in keys.column(productGradient) * keys.repeated(query) }
    )
  }

  private func scale(_ keys: StackedSteps<Scalar>) -> Scalar {
    isScaled && keys.size > 0 ? 1 / Scalar(keys.size).squareRoot() : 1
  }
}
