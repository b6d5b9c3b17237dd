import LinearAlgebra

/// The values one look at the source caches for the backward pass.
public struct AttentionCache<Kind: Attention>: Sendable {
  /// `α`, [B, S].
  public let weights: Matrix<Kind.Scalar>
  /// The scores' cache.
  public let scores: Kind.ScoreCache
}

extension Attention {
  /// The values one look at the source caches for the backward pass.
  public typealias Cache = AttentionCache<Self>

  /// One look at the source: `C = Σ_s α_s · V_s` with `α = softmax(score(Q, K))`.
  ///
  /// - Parameters:
  ///   - query: `Q`, [B, query size].
  ///   - memory: the source.
  /// - Returns: the context `C`, [B, value size], the weights `α`, [B, S], and what the backward pass needs. A sequence
  ///   whose steps are all masked has weights and a context of zeros.
  public func callAsFunction(_ query: Matrix<Scalar>, over memory: AttentionMemory<Scalar>) -> (
    context: Matrix<Scalar>, weights: Matrix<Scalar>, cache: Cache
  ) {
    checkSizes(query: query.columns, key: memory.keys.size)
    let (scores, cache) = scores(query, over: memory.preparedKeys)  // [B, S]
    let weights = maskedSoftmax(scores, mask: memory.mask)
    return (memory.values.weightedSum(weights), weights, Cache(weights: weights, scores: cache))
  }

  /// From the gradient of the context to that of the query; adds the share of the parameters and of the memory.
  ///
  /// `dV_s += α_s · dC` · `dα_s = dC · V_s` · `dz = α ⊙ (dα - Σ_s α_s dα_s)`, and from there through the score.
  ///
  /// - Parameters:
  ///   - contextGradient: `dC`, [B, value size].
  ///   - cache: what the forward pass kept.
  ///   - memory: the source.
  ///   - gradient: where the parameters' gradient is added.
  ///   - memoryGradient: where the gradients of the prepared keys and the values are added.
  /// - Returns: `dQ`, [B, query size].
  public func backward(
    _ contextGradient: Matrix<Scalar>, through cache: Cache, over memory: AttentionMemory<Scalar>,
    adding gradient: inout Self, and memoryGradient: inout AttentionMemoryGradient<Scalar>
  ) -> Matrix<Scalar> {
    let values = memory.values
    require(
      contextGradient.shape == MatrixShape(values.batchSize, values.size),
      "a context of shape [\(values.batchSize), \(values.size)] has a gradient of that shape, not \(contextGradient.shape)"
    )
    memoryGradient.values.matrix += values.column(cache.weights) * values.repeated(contextGradient)
    let weightGradient = values.dotProducts(with: contextGradient)  // dα, [B, S]
    let scoreGradient = maskedSoftmaxGradient(weightGradient, weights: cache.weights)
    let (query, keys) = scoresBackward(
      scoreGradient, through: cache.scores, over: memory.preparedKeys, adding: &gradient)
    memoryGradient.preparedKeys.matrix += keys.matrix
    return query
  }
}
