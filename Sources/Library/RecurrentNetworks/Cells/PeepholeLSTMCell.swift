import LinearAlgebra

/// An LSTM whose gates also look at the memory, unit k of a gate at unit k of the memory.
///
/// ```
/// I_t = σ(X_t · W_xi + H_{t-1} · W_hi + p_i ⊙ C_{t-1} + b_i)
/// F_t = σ(X_t · W_xf + H_{t-1} · W_hf + p_f ⊙ C_{t-1} + b_f)
/// C̃_t = tanh(X_t · W_xc + H_{t-1} · W_hc + b_c)
/// C_t = F_t ⊙ C_{t-1} + I_t ⊙ C̃_t
/// O_t = σ(X_t · W_xo + H_{t-1} · W_ho + p_o ⊙ C_t + b_o)      the new memory, not the old one
/// H_t = O_t ⊙ tanh(C_t)
/// ```
///
/// Weights and biases stand as in ``LSTMCell``, i f c̃ o side by side; ``peepholes`` is [3, H], the rows `p_i`,
/// `p_f` and `p_o`. (ONNX has the columns in the order i o f c̃ and its `P` in the order i o f.)
///
/// Gers and Schmidhuber, "Recurrent nets that time and count" (2000).
public struct PeepholeLSTMCell<Scalar: MatrixScalar>: GatedCell {
  /// The gates in the order of their columns, an LSTM's.
  public typealias Gate = LSTMCell<Scalar>.Gate

  /// `[W_xi W_xf W_xc W_xo]`, [I, 4H].
  public var weightIH: Matrix<Scalar>
  /// `[W_hi W_hf W_hc W_ho]`, [H, 4H].
  public var weightHH: Matrix<Scalar>
  /// `[b_i b_f b_c b_o]`, [1, 4H].
  public var bias: Matrix<Scalar>
  /// The activation of the gates: σ, unless it is set to something else.
  public var gateActivation = GateActivation.sigmoid
  /// `p_i`, `p_f` and `p_o`, a row each: [3, H].
  public var peepholes: Matrix<Scalar>

  /// A cell with given parameters.
  ///
  /// - Precondition: the shapes are [I, 4H], [H, 4H], [1, 4H] and [3, H].
  public init(
    weightIH: Matrix<Scalar>, weightHH: Matrix<Scalar>, bias: Matrix<Scalar>, peepholes: Matrix<Scalar>
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    self.peepholes = peepholes
    checkParameterShapes()
  }

  /// A cell whose parameters are drawn uniformly from ±1/√H.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    let fresh = Self.freshParameters(inputSize, hiddenSize, using: &generator)
    let range = freshRange(over: hiddenSize)
    self.init(
      weightIH: fresh[0], weightHH: fresh[1], bias: fresh[2],
      peepholes: .uniform(rows: 3, columns: hiddenSize, in: range, using: &generator))
  }

  /// `PeepholeLSTM`
  public static var kind: String { "PeepholeLSTM" }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias), ("peepholes", \.peepholes)]
  }

  /// `H_0 = 0` and `C_0 = 0`, each [B, H].
  public func initialState(batchSize: Int) -> LSTMState<Scalar> {
    .zeros(batchSize: batchSize, hiddenSize: hiddenSize)
  }
}

extension PeepholeLSTMCell {
  /// The values a step caches. Everything but the input is [B, H].
  public struct Cache: Sendable {
    /// `X_t`, [B, I].
    public let input: Matrix<Scalar>
    /// `H_{t-1}` and `C_{t-1}`.
    public let previousState: LSTMState<Scalar>
    /// `I_t`
    public let inputGate: Matrix<Scalar>
    /// `F_t`
    public let forgetGate: Matrix<Scalar>
    /// `C̃_t`
    public let candidate: Matrix<Scalar>
    /// `O_t`
    public let outputGate: Matrix<Scalar>
    /// `C_t`
    public let cell: Matrix<Scalar>
    /// `tanh(C_t)`
    public let shownCell: Matrix<Scalar>
  }

  private var inputPeephole: Matrix<Scalar> { peepholes.row(0) }
  private var forgetPeephole: Matrix<Scalar> { peepholes.row(1) }
  private var outputPeephole: Matrix<Scalar> { peepholes.row(2) }

  /// The values of a gate, or of the candidate, at a step: [B, H].
  public func values(of gate: Gate, in cache: Cache) -> Matrix<Scalar> {
    switch gate {
    case .inputGate: cache.inputGate
    case .forgetGate: cache.forgetGate
    case .candidate: cache.candidate
    case .outputGate: cache.outputGate
    }
  }

  /// One step of the equations of ``PeepholeLSTMCell``.
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: `H_{t-1}` and `C_{t-1}`, each [B, H].
  /// - Returns: `H_t` and `C_t`, each [B, H], and what ``backward(_:through:adding:)`` needs.
  public func step(_ input: Matrix<Scalar>, from state: LSTMState<Scalar>) -> (
    state: LSTMState<Scalar>, cache: Cache
  ) {
    checkStep(input, state.hidden, state.cell)
    let sums = gateSums(input, state.hidden)  // [B, 4H]
    let inputGate = gateActivation(part(.inputGate, of: sums) + inputPeephole * state.cell)
    let forgetGate = gateActivation(part(.forgetGate, of: sums) + forgetPeephole * state.cell)
    let candidate = tanh(part(.candidate, of: sums))

    let cell = forgetGate * state.cell + inputGate * candidate  // C_t
    let outputGate = gateActivation(part(.outputGate, of: sums) + outputPeephole * cell)
    let shownCell = tanh(cell)
    return (
      LSTMState(hidden: outputGate * shownCell, cell: cell),
      Cache(
        input: input, previousState: state, inputGate: inputGate, forgetGate: forgetGate,
        candidate: candidate, outputGate: outputGate, cell: cell, shownCell: shownCell)
    )
  }

  /// The backward step of ``LSTMCell/backward(_:through:adding:)`` with three more paths to the memory, one per
  /// peephole; `dA_g` is the gradient of gate g's sum:
  ///
  /// `dC_t += dA_o ⊙ p_o` · `dC_{t-1} += dA_i ⊙ p_i + dA_f ⊙ p_f`
  ///
  /// `dp_i += Σ_B dA_i ⊙ C_{t-1}` · `dp_f += Σ_B dA_f ⊙ C_{t-1}` · `dp_o += Σ_B dA_o ⊙ C_t`
  ///
  /// - Returns: `dX_t` [B, I], and `dH_{t-1}` and `dC_{t-1}`, each [B, H].
  public func backward(
    _ stateGradient: LSTMState<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: LSTMState<Scalar>) {
    checkBackward(stateGradient.hidden, stateGradient.cell, through: cache.previousState.hidden)
    checkGradient(gradient)
    require(
      gradient.peepholes.shape == peepholes.shape,
      "peepholes of shape \(peepholes.shape) have a gradient of that shape, not \(gradient.peepholes.shape)")
    let previousCell = cache.previousState.cell
    let outputSum = stateGradient.hidden * cache.shownCell * gateActivation.derivative(at: cache.outputGate)
    let shownGradient = stateGradient.hidden * cache.outputGate
    let cellGradient =
      stateGradient.cell + shownGradient * tanhDerivative(at: cache.shownCell) + outputSum * outputPeephole
    let inputSum = cellGradient * cache.candidate * gateActivation.derivative(at: cache.inputGate)
    let forgetSum = cellGradient * previousCell * gateActivation.derivative(at: cache.forgetGate)
    let candidateSum = cellGradient * cache.inputGate * tanhDerivative(at: cache.candidate)

    gradient.peepholes += concatenate(rows: [
      (inputSum * previousCell).columnSums(), (forgetSum * previousCell).columnSums(),
      (outputSum * cache.cell).columnSums(),
    ])
    let before = gateSumsBackward(
      concatenate(columns: [inputSum, forgetSum, candidateSum, outputSum]), cache.input,
      cache.previousState.hidden, adding: &gradient)
    let previousCellGradient =
      cellGradient * cache.forgetGate + inputSum * inputPeephole + forgetSum * forgetPeephole
    return (before.input, LSTMState(hidden: before.hidden, cell: previousCellGradient))
  }
}

extension PeepholeLSTMCell {
  /// Traps unless all parameters have the shapes of an LSTM with peepholes.
  func checkParameterShapes() {
    checkGateShapes()
    require(
      peepholes.shape == MatrixShape(3, hiddenSize),
      "an LSTM of hidden size \(hiddenSize) has peepholes of shape [3, \(hiddenSize)], not \(peepholes.shape)"
    )
  }
}
