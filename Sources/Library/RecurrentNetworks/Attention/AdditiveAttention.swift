import LinearAlgebra

/// Attention whose score is a small network of one hidden layer: `z_s = tanh(Q · W_q + K_s · W_k) · v`.
///
/// | symbol | here | shape |
/// |---|---|---|
/// | `W_q` | ``weightQuery`` | [query size, A] |
/// | `W_k` | ``weightKey`` | [key size, A] |
/// | `v` | ``weightScore`` | [A, 1] |
///
/// Bahdanau, Cho and Bengio (2015), where `W_q`, `W_k` and `v` are called W_a, U_a and v_a; no biases, as there and in
/// d2l's `AdditiveAttention` (W_q, W_k and w_v). Keras's `AdditiveAttention` projects nothing itself: it is this one with
/// identity matrices for `W_q` and `W_k`, and its `scale` is `v`.
///
/// `K_s · W_k` does not depend on the query: it is the prepared key, computed once per source.
public struct AdditiveAttention<Scalar: MatrixScalar>: Attention {
  /// `W_q`, [query size, A].
  public var weightQuery: Matrix<Scalar>
  /// `W_k`, [key size, A].
  public var weightKey: Matrix<Scalar>
  /// `v`, [A, 1].
  public var weightScore: Matrix<Scalar>

  /// Attention with given parameters.
  ///
  /// - Precondition: the shapes are [query size, A], [key size, A] and [A, 1].
  public init(weightQuery: Matrix<Scalar>, weightKey: Matrix<Scalar>, weightScore: Matrix<Scalar>) {
    self.weightQuery = weightQuery
    self.weightKey = weightKey
    self.weightScore = weightScore
    checkSizes(query: weightQuery.rows, key: weightKey.rows)
  }

  /// Attention whose parameters are drawn uniformly from ±1/√(number of inputs), as PyTorch's linear layers are.
  ///
  /// - Parameter size: A, the size of the hidden layer.
  public init(querySize: Int, keySize: Int, size: Int, using generator: inout some RandomNumberGenerator) {
    func fresh(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
      .uniform(rows: rows, columns: columns, in: freshRange(over: rows), using: &generator)
    }
    self.init(
      weightQuery: fresh(querySize, size), weightKey: fresh(keySize, size), weightScore: fresh(size, 1))
  }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightQuery", \.weightQuery), ("weightKey", \.weightKey), ("weightScore", \.weightScore)]
  }

  /// Traps unless the parameters are [query size, A], [key size, A] and [A, 1].
  public func checkSizes(query: Int, key: Int) {
    let size = weightScore.rows
    require(
      weightQuery.shape == MatrixShape(query, size) && weightKey.shape == MatrixShape(key, size)
        && weightScore.columns == 1,
      """
      a query of size \(query) and keys of size \(key) need weightQuery, weightKey and weightScore of shapes \
      [\(query), A], [\(key), A] and [A, 1], not \(weightQuery.shape), \(weightKey.shape) and \(weightScore.shape)
      """)
  }
}

extension AdditiveAttention {
  /// `K_s · W_k`, S steps of [B, A].
  public func preparedKeys(_ keys: StackedSteps<Scalar>) -> StackedSteps<Scalar> {
    checkSizes(query: weightQuery.rows, key: keys.size)
    return keys.map { matmul($0, weightKey) }
  }

  /// With `dA_s` the gradient of `K_s · W_k`: `dW_k += Σ_s K_sᵀ · dA_s` · `dK_s = dA_s · W_kᵀ`.
  public func preparedKeysBackward(
    _ preparedGradient: StackedSteps<Scalar>, through keys: StackedSteps<Scalar>, adding gradient: inout Self
  ) -> StackedSteps<Scalar> {
    gradient.weightKey.addProduct(keys.matrix, preparedGradient.matrix, transposingFirst: true)
    return preparedGradient.map { matmul($0, weightKey, transposingSecond: true) }
  }

  /// What the scores keep.
  public struct ScoreCache: Sendable {
    /// `Q`, [B, query size].
    public let query: Matrix<Scalar>
    /// `F_s = tanh(Q · W_q + K_s · W_k)`, S steps of [B, A].
    public let features: StackedSteps<Scalar>
  }

  /// `z_s = F_s · v` with `F_s = tanh(Q · W_q + K_s · W_k)`: [B, query size] → [B, S].
  ///
  /// - Parameter keys: `K_s · W_k`, S steps of [B, A].
  public func scores(_ query: Matrix<Scalar>, over keys: StackedSteps<Scalar>) -> (
    scores: Matrix<Scalar>, cache: ScoreCache
  ) {
    let projected = matmul(query, weightQuery)  // [B, A]
    let features = keys.map { tanh($0 + keys.repeated(projected)) }
    let scores = keys.table(matmul(features.matrix, weightScore))  // [S · B, A] · [A, 1] → [B, S]
    return (scores, ScoreCache(query: query, features: features))
  }

  /// With `dA_s = (dz_s · vᵀ) ⊙ (1 - F_s²)`, which is the gradient of each prepared key:
  ///
  /// `dv += Σ_s F_sᵀ · dz_s` · `dW_q += Qᵀ · Σ_s dA_s` · `dQ = Σ_s dA_s · W_qᵀ`
  public func scoresBackward(
    _ scoreGradient: Matrix<Scalar>, through cache: ScoreCache, over keys: StackedSteps<Scalar>,
    adding gradient: inout Self
  ) -> (query: Matrix<Scalar>, keys: StackedSteps<Scalar>) {
    let column = keys.column(scoreGradient)  // [S · B, 1]
    gradient.weightScore.addProduct(cache.features.matrix, column, transposingFirst: true)
    let sumGradient = cache.features.map {
      matmul(column, weightScore, transposingSecond: true) * (1 - $0 * $0)
    }
    let projectedGradient = sumGradient.sum()  // the query is in the sum of every step
    gradient.weightQuery.addProduct(cache.query, projectedGradient, transposingFirst: true)
    return (
      query: matmul(projectedGradient, weightQuery, transposingSecond: true),
      keys: sumGradient
    )
  }
}
