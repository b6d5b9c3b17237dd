import LinearAlgebra

/// Attention that cannot choose: every score is 0, so the context is the mean of the values that take part.
///
/// A control: what a network with it learns, it learned without looking anywhere in particular. Query and keys may have
/// any sizes, and there is nothing to learn. d2l calls it average pooling.
public struct UniformAttention<Scalar: MatrixScalar>: Attention {
  /// Attention without parameters.
  public init() {}

  /// None.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] { [] }

  /// All sizes fit.
  public func checkSizes(query: Int, key: Int) {}

  /// `z_s = 0`, [B, S]. Keeps the size of the query.
  public func scores(_ query: Matrix<Scalar>, over keys: StackedSteps<Scalar>) -> (
    scores: Matrix<Scalar>, cache: MatrixShape
  ) {
    (.zeros(rows: keys.batchSize, columns: keys.stepCount), query.shape)
  }

  /// `dQ = 0` and `dK_s = 0`: neither has a part in the scores.
  public func scoresBackward(
    _ scoreGradient: Matrix<Scalar>, through queryShape: MatrixShape, over keys: StackedSteps<Scalar>,
    adding gradient: inout Self
  ) -> (query: Matrix<Scalar>, keys: StackedSteps<Scalar>) {
    (query: .zeros(queryShape), keys: keys.map { .zeros($0.shape) })
  }
}
