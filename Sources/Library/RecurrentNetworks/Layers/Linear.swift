import LinearAlgebra

/// A linear layer, `Y = X · W + b`: from a hidden state to logits, `H_t · W_hq + b_q`.
public struct Linear<Scalar: MatrixScalar>: ParameterCollection {
  /// `W`, [I, O].
  public var weight: Matrix<Scalar>
  /// `b`, [1, O], added to every row.
  public var bias: Matrix<Scalar>

  /// A layer with given parameters.
  ///
  /// - Precondition: the shapes are [I, O] and [1, O].
  public init(weight: Matrix<Scalar>, bias: Matrix<Scalar>) {
    self.weight = weight
    self.bias = bias
    checkParameterShapes()
  }

  /// A layer whose parameters are drawn uniformly from ±1/√I, as PyTorch does; a bias without inputs is zero.
  public init(inputSize: Int, outputSize: Int, using generator: inout some RandomNumberGenerator) {
    let range = freshRange(over: inputSize)
    self.init(
      weight: .uniform(rows: inputSize, columns: outputSize, in: range, using: &generator),
      bias: .uniform(rows: 1, columns: outputSize, in: range, using: &generator))
  }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weight", \.weight), ("bias", \.bias)]
  }

  /// `X · W + b`, [N, I] → [N, O].
  public func callAsFunction(_ input: Matrix<Scalar>) -> Matrix<Scalar> {
    checkParameterShapes()
    return matmul(input, weight) + bias
  }

  /// From `dY` [N, O] to `dX = dY · Wᵀ` [N, I]; adds `dW = Xᵀ · dY` and `db = Σ_N dY` to `gradient`.
  public func backward(
    _ outputGradient: Matrix<Scalar>, through input: Matrix<Scalar>, adding gradient: inout Self
  ) -> Matrix<Scalar> {
    checkParameterShapes()
    require(
      gradient.weight.shape == weight.shape && gradient.bias.shape == bias.shape,
      """
      a Linear with weight \(weight.shape) and bias \(bias.shape) has gradients of these shapes, not \
      \(gradient.weight.shape) and \(gradient.bias.shape)
      """)
    gradient.weight.addProduct(input, outputGradient, transposingFirst: true)
    gradient.bias += outputGradient.columnSums()
    return matmul(outputGradient, weight, transposingSecond: true)
  }

  /// Traps unless the parameters have shapes [I, O] and [1, O], also after they were set one by one: a bias of one
  /// number would otherwise be broadcast.
  package func checkParameterShapes() {
    require(
      bias.shape == MatrixShape(1, weight.columns),
      "a Linear with weight of shape \(weight.shape) has bias of shape [1, \(weight.columns)], not \(bias.shape)"
    )
  }
}
