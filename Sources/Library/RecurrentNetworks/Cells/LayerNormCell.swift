import LinearAlgebra

/// A gated cell with layer normalization: both products are normalized over the numbers of all gates before they are added.
///
/// ```
/// A_t = γ_x ⊙ norm(X_t · W_x) + γ_h ⊙ norm(H_{t-1} · W_h) + b
/// norm(a) = (a - μ) / √(σ² + 1e-5)          μ and σ² over the G·H numbers of a row
/// ```
///
/// and from `A_t` on it is the cell itself. A row is normalized on its own: what comes out does not depend on the batch, on
/// the step, or on whether one trains, and a weight matrix may be of any size.
///
/// Ba, Kiros and Hinton, "Layer normalization" (2016), without their further normalization of an LSTM's memory. A GRU
/// resets after the product. There is no fused path: it trains by the cell's own steps.
public struct LayerNormCell<Base: SummedCell>: RecurrentCell {
  /// The scalar type.
  public typealias Scalar = Base.Scalar
  /// The state of the cell itself.
  public typealias State = Base.State

  /// The cell itself, with the weights and the bias.
  public var base: Base
  /// `γ_x`, [1, G·H].
  public var gainIH: Matrix<Scalar>
  /// `γ_h`, [1, G·H].
  public var gainHH: Matrix<Scalar>

  /// A cell with gains of 1.
  public init(_ base: Base) {
    self.base = base
    gainIH = Matrix(rows: 1, columns: base.bias.columns, repeating: 1)
    gainHH = gainIH
  }

  /// A cell with fresh weights and gains of 1.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    self.init(.fresh(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator))
  }

  /// A cell of a form with fresh weights, or `nil` if it is not the form of such a cell.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    let inner = CellForm(kind: Base.kind, choices: form.choices)
    guard form.kind == Self.kind,
      let base = Base(inner, inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    else { return nil }
    self.init(base)
  }

  /// The kind of the cell itself after `LayerNorm`.
  public static var kind: String { "LayerNorm\(Base.kind)" }
  /// The choices of the cell itself.
  public var form: CellForm { CellForm(kind: Self.kind, choices: base.form.choices) }
  /// I, the number of columns of an input.
  public var inputSize: Int { base.inputSize }
  /// H, the number of columns of the hidden state.
  public var hiddenSize: Int { base.hiddenSize }

  /// The cell's own parameters under their names, and the gains.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.base) + [("gainIH", \.gainIH), ("gainHH", \.gainHH)]
  }

  /// The zero state for B sequences.
  public func initialState(batchSize: Int) -> State { base.initialState(batchSize: batchSize) }
}

extension LayerNormCell {
  /// The values a step caches.
  public struct Cache: Sendable {
    /// The cell's own cache.
    public let base: Base.Cache
    let input: Matrix<Scalar>
    let hidden: Matrix<Scalar>
    let inputSums: RowNormalization<Scalar>
    let hiddenSums: RowNormalization<Scalar>
  }

  /// One step from normalized sums.
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: the state before the step.
  public func step(_ input: Matrix<Scalar>, from state: State) -> (state: State, cache: Cache) {
    checkGains()
    let inputSums = RowNormalization(matmul(input, base.weightIH))
    let hiddenSums = RowNormalization(matmul(state.hidden, base.weightHH))
    let (next, cache) = base.step(
      inputSums: inputSums.values * gainIH + base.bias, hiddenSums: hiddenSums.values * gainHH, input: input,
      from: state)
    return (
      next,
      Cache(
        base: cache, input: input, hidden: state.hidden, inputSums: inputSums, hiddenSums: hiddenSums)
    )
  }

  /// From the gradient of the state through the cell itself to both sums, and from each through its normalization to its
  /// product.
  public func backward(_ stateGradient: State, through cache: Cache, adding gradient: inout Self) -> (
    input: Matrix<Scalar>, state: State
  ) {
    checkGains()
    let sums = base.sumsBackward(stateGradient, through: cache.base, adding: &gradient.base)
    gradient.base.bias += sums.inputSums.columnSums()
    gradient.gainIH += (sums.inputSums * cache.inputSums.values).columnSums()
    gradient.gainHH += (sums.hiddenSums * cache.hiddenSums.values).columnSums()
    let inputProduct = cache.inputSums.backward(sums.inputSums * gainIH)
    let hiddenProduct = cache.hiddenSums.backward(sums.hiddenSums * gainHH)
    gradient.base.weightIH.addProduct(cache.input, inputProduct, transposingFirst: true)
    gradient.base.weightHH.addProduct(cache.hidden, hiddenProduct, transposingFirst: true)
    var before = sums.state
    before.hidden += matmul(hiddenProduct, base.weightHH, transposingSecond: true)
    return (matmul(inputProduct, base.weightIH, transposingSecond: true), before)
  }

  /// Traps unless the gains have the shape of the bias, also after they were set one by one.
  private func checkGains() {
    base.checkGateShapes()
    require(
      gainIH.shape == base.bias.shape && gainHH.shape == base.bias.shape,
      "gates with a bias of shape \(base.bias.shape) have gains of that shape, not \(gainIH.shape) and \(gainHH.shape)"
    )
  }
}
