import LinearAlgebra

/// The plain recurrent cell: `H_t = g(X_t · W_xh + H_{t-1} · W_hh + b_h)`.
///
/// | symbol | here | shape |
/// |---|---|---|
/// | `X_t` | `input` | [B, I] |
/// | `H_t` | `state` | [B, H] |
/// | `W_xh` | ``weightIH`` | [I, H] |
/// | `W_hh` | ``weightHH`` | [H, H] |
/// | `b_h` | ``bias`` | [1, H], added to every row |
/// | `g` | ``activation`` | tanh, ReLU, σ or nothing |
///
/// The cell of Elman, "Finding structure in time" (1990). PyTorch's `nn.RNNCell` computes the same with
/// transposed weights and two biases, whose sum is ``bias``.
public struct RNNCell<Scalar: MatrixScalar>: RecurrentCell {
  /// `W_xh`, [I, H]: from the input to the hidden state.
  public var weightIH: Matrix<Scalar>
  /// `W_hh`, [H, H]: from the previous hidden state to the next.
  public var weightHH: Matrix<Scalar>
  /// `b_h`, [1, H].
  public var bias: Matrix<Scalar>
  /// `g`.
  public let activation: Activation

  /// A cell with given parameters.
  ///
  /// - Precondition: the shapes are [I, H], [H, H] and [1, H].
  public init(
    weightIH: Matrix<Scalar>, weightHH: Matrix<Scalar>, bias: Matrix<Scalar>, activation: Activation = .tanh
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    self.activation = activation
    checkParameterShapes()
  }

  /// A tanh cell whose parameters are drawn uniformly from ±1/√H, as PyTorch does.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, activation: .tanh, using: &generator)
  }

  /// A cell whose parameters are drawn uniformly from ±1/√H, as PyTorch does.
  public init(
    inputSize: Int, hiddenSize: Int, activation: Activation,
    using generator: inout some RandomNumberGenerator
  ) {
    let range = freshRange(over: hiddenSize)
    self.init(
      weightIH: .uniform(rows: inputSize, columns: hiddenSize, in: range, using: &generator),
      weightHH: .uniform(rows: hiddenSize, columns: hiddenSize, in: range, using: &generator),
      bias: .uniform(rows: 1, columns: hiddenSize, in: range, using: &generator),
      activation: activation)
  }

  /// `RNN`
  public static var kind: String { "RNN" }
  /// I, the number of columns of an input.
  public var inputSize: Int { weightIH.rows }
  /// H, the number of columns of the hidden state.
  public var hiddenSize: Int { weightIH.columns }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias)]
  }

  /// `H_0 = 0`, [B, H].
  public func initialState(batchSize: Int) -> Matrix<Scalar> {
    .zeros(rows: batchSize, columns: hiddenSize)
  }
}

extension RNNCell {
  /// The values a step caches: its input `X_t` [B, I], the previous state `H_{t-1}`, and the new state `H_t`, both [B,
  /// H].
  public struct Cache: Sendable {
    /// `X_t`, [B, I].
    public let input: Matrix<Scalar>
    /// `H_{t-1}`, [B, H].
    public package(set) var previousState: Matrix<Scalar>
    /// `H_t`, [B, H].
    public package(set) var state: Matrix<Scalar>
  }

  /// `H_t = g(X_t · W_xh + H_{t-1} · W_hh + b_h)`
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: `H_{t-1}`, [B, H].
  /// - Returns: `H_t`, [B, H], and what ``backward(_:through:adding:)`` needs.
  public func step(_ input: Matrix<Scalar>, from state: Matrix<Scalar>) -> (
    state: Matrix<Scalar>, cache: Cache
  ) {
    checkStep(input, state)
    var sum = matmul(input, weightIH)  // [B, I] · [I, H] → [B, H]
    sum.addProduct(state, weightHH)  // [B, H] · [H, H] → [B, H]
    let next = activation(sum + bias)
    return (next, Cache(input: input, previousState: state, state: next))
  }

  /// From `dH_t` to the gradients of what went in, with `dA = dH_t ⊙ g′(A_t)`:
  ///
  /// `dW_xh += X_tᵀ · dA` · `dW_hh += H_{t-1}ᵀ · dA` · `db_h += Σ_B dA` · `dX_t = dA · W_xhᵀ` · `dH_{t-1} = dA · W_hhᵀ`
  ///
  /// - Returns: `dX_t` [B, I] and `dH_{t-1}` [B, H].
  public func backward(_ stateGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self)
    -> (
      input: Matrix<Scalar>, state: Matrix<Scalar>
    )
  {
    checkBackward(stateGradient, through: cache.state)
    checkGradient(gradient)
    let sumGradient = stateGradient * activation.derivative(at: cache.state)  // dA, [B, H]
    gradient.weightIH.addProduct(cache.input, sumGradient, transposingFirst: true)
    gradient.weightHH.addProduct(cache.previousState, sumGradient, transposingFirst: true)
    gradient.bias += sumGradient.columnSums()
    return (
      input: matmul(sumGradient, weightIH, transposingSecond: true),
      state: matmul(sumGradient, weightHH, transposingSecond: true)
    )
  }
}

extension RNNCell {
  /// Traps unless the parameters have shapes [I, H], [H, H] and [1, H], also after they were set one by one.
  func checkParameterShapes() {
    require(
      weightHH.shape == MatrixShape(hiddenSize, hiddenSize) && bias.shape == MatrixShape(1, hiddenSize),
      """
      an RNNCell with weightIH of shape \(weightIH.shape) has weightHH of shape [\(hiddenSize), \(hiddenSize)] and \
      bias of shape [1, \(hiddenSize)], not \(weightHH.shape) and \(bias.shape)
      """)
  }
}
