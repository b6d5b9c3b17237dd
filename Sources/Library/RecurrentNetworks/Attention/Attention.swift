import LinearAlgebra

/// Attention over the steps of a source: a query looks at every step, weighs it by how well its key fits, and reads the
/// weighted mean of the values.
///
/// ```
/// z_s = score(Q, K_s)                 one number per source step, s = 1 … S
/// α = softmax(z)                      the weights, over the steps that the mask lets through
/// C = Σ_s α_s · V_s                   the context
/// ```
///
/// | symbol | is | shape |
/// |---|---|---|
/// | `Q` | the query: what the decoder knows | [B, query size] |
/// | `K_s` | the key of source step s: mostly the encoder's output there | [B, key size] |
/// | `V_s` | its value: mostly the same output | [B, value size] |
/// | `α` | the weights, the *alignment* of this step | [B, S] |
/// | `C` | the context | [B, value size] |
///
/// The kinds differ in the score alone: ``DotProductAttention``, ``MultiplicativeAttention``, ``AdditiveAttention``, and
/// ``UniformAttention`` as a control. What the score makes of the keys without the query is computed once per source and
/// kept in an ``AttentionMemory``.
///
/// Bahdanau, Cho and Bengio, "Neural machine translation by jointly learning to align and translate" (2015); the words
/// query, key and value are those of Vaswani et al., "Attention is all you need" (2017).
public protocol Attention: ParameterCollection {
  /// The values the scores cache for their backward pass.
  associatedtype ScoreCache: Sendable

  /// Traps unless queries and keys of these sizes fit each other and the parameters.
  func checkSizes(query: Int, key: Int)

  /// What the score makes of the keys before any query comes; by default the keys themselves.
  ///
  /// - Parameter keys: S steps of [B, key size].
  func preparedKeys(_ keys: StackedSteps<Scalar>) -> StackedSteps<Scalar>

  /// From the gradient of the prepared keys to that of the keys; adds the parameters' share.
  func preparedKeysBackward(
    _ preparedGradient: StackedSteps<Scalar>, through keys: StackedSteps<Scalar>, adding gradient: inout Self
  ) -> StackedSteps<Scalar>

  /// The scores of one query per sequence.
  ///
  /// - Parameters:
  ///   - query: [B, query size].
  ///   - keys: the prepared keys, S steps of B sequences.
  /// - Returns: `z`, [B, S], and what ``scoresBackward(_:through:over:adding:)`` needs.
  func scores(_ query: Matrix<Scalar>, over keys: StackedSteps<Scalar>) -> (
    scores: Matrix<Scalar>, cache: ScoreCache
  )

  /// From the gradient of the scores to those of the query and the prepared keys; adds the parameters' share.
  ///
  /// - Parameters:
  ///   - scoreGradient: `∂L/∂z`, [B, S].
  ///   - cache: what ``scores(_:over:)`` kept.
  ///   - keys: the prepared keys that it was given.
  ///   - gradient: where the parameters' gradient is added.
  /// - Returns: `∂L/∂Q`, [B, query size], and the gradient of the prepared keys.
  func scoresBackward(
    _ scoreGradient: Matrix<Scalar>, through cache: ScoreCache, over keys: StackedSteps<Scalar>,
    adding gradient: inout Self
  ) -> (query: Matrix<Scalar>, keys: StackedSteps<Scalar>)
}

extension Attention {
  /// The keys themselves.
  public func preparedKeys(_ keys: StackedSteps<Scalar>) -> StackedSteps<Scalar> { keys }

  /// The gradient as it is.
  public func preparedKeysBackward(
    _ preparedGradient: StackedSteps<Scalar>, through keys: StackedSteps<Scalar>, adding gradient: inout Self
  ) -> StackedSteps<Scalar> { preparedGradient }
}
