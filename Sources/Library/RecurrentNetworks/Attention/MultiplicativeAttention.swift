import LinearAlgebra

/// Attention whose score is a product with a learned matrix between query and key: `z_s = (Q · W) · K_s`.
///
/// The score "general" of Luong, Pham and Manning (2015). `W` turns a query into the kind of key that it looks for, so
/// the two may differ in size.
public struct MultiplicativeAttention<Scalar: MatrixScalar>: Attention {
  /// `W`, [query size, key size].
  public var weight: Matrix<Scalar>

  /// Attention with a given matrix.
  public init(weight: Matrix<Scalar>) { self.weight = weight }

  /// Attention whose matrix is drawn uniformly from ±1/√(query size), as PyTorch's linear layers are.
  public init(querySize: Int, keySize: Int, using generator: inout some RandomNumberGenerator) {
    self.init(
      weight: .uniform(rows: querySize, columns: keySize, in: freshRange(over: querySize), using: &generator))
  }

  /// The parameter by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weight", \.weight)]
  }

  /// Traps unless the matrix is [query size, key size].
  public func checkSizes(query: Int, key: Int) {
    require(
      weight.shape == MatrixShape(query, key),
      "a query of size \(query) and keys of size \(key) need a weight of shape [\(query), \(key)], not \(weight.shape)"
    )
  }

  /// What the scores keep.
  public struct ScoreCache: Sendable {
    /// `Q`, [B, query size].
    public let query: Matrix<Scalar>
    /// `Q · W`, [B, key size].
    public let projectedQuery: Matrix<Scalar>
  }

  /// `z_s = (Q · W) · K_s`: [B, query size] → [B, S].
  public func scores(_ query: Matrix<Scalar>, over keys: StackedSteps<Scalar>) -> (
    scores: Matrix<Scalar>, cache: ScoreCache
  ) {
    let projected = matmul(query, weight)
    return (keys.dotProducts(with: projected), ScoreCache(query: query, projectedQuery: projected))
  }

  /// With `dP = Σ_s dz_s · K_s`: `dW += Qᵀ · dP` · `dQ = dP · Wᵀ` · `dK_s = dz_s · (Q · W)`.
  public func scoresBackward(
    _ scoreGradient: Matrix<Scalar>, through cache: ScoreCache, over keys: StackedSteps<Scalar>,
    adding gradient: inout Self
  ) -> (query: Matrix<Scalar>, keys: StackedSteps<Scalar>) {
    let projectedGradient = keys.weightedSum(scoreGradient)
    gradient.weight.addProduct(cache.query, projectedGradient, transposingFirst: true)
    return (
      query: matmul(projectedGradient, weight, transposingSecond: true),
      keys: keys.map { _ in keys.column(scoreGradient) * keys.repeated(cache.projectedQuery) }
    )
  }
}
