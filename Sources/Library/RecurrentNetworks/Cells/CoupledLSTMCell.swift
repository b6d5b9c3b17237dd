import LinearAlgebra

/// An LSTM that writes exactly as much as it forgets: one gate decides both.
///
/// ```
/// F_t = σ(X_t · W_xf + H_{t-1} · W_hf + b_f)
/// C̃_t = tanh(X_t · W_xc + H_{t-1} · W_hc + b_c)
/// O_t = σ(X_t · W_xo + H_{t-1} · W_ho + b_o)
/// C_t = F_t ⊙ C_{t-1} + (1 - F_t) ⊙ C̃_t
/// H_t = O_t ⊙ tanh(C_t)
/// ```
///
/// Three sets of weights instead of four: ``weightIH`` is [I, 3H], ``weightHH`` [H, 3H], ``bias`` [1, 3H], in the
/// order f c̃ o. The memory is a weighted mean of what it was and of the candidate, so from a zero state it never
/// leaves (-1, 1), as in a GRU.
///
/// The variant CIFG of Greff, Srivastava, Koutník, Steunebrink and Schmidhuber, "LSTM: a search space odyssey"
/// (2017), who call the one gate the input gate; `1 - σ(a) = σ(-a)` makes it the same family.
public struct CoupledLSTMCell<Scalar: MatrixScalar>: GatedCell {
  /// The gates in the order of their columns.
  public enum Gate: Int, CaseIterable, Sendable {
    /// `F_t`, `C̃_t` and `O_t`.
    case forgetGate, candidate, outputGate
  }

  /// `[W_xf W_xc W_xo]`, [I, 3H].
  public var weightIH: Matrix<Scalar>
  /// `[W_hf W_hc W_ho]`, [H, 3H].
  public var weightHH: Matrix<Scalar>
  /// `[b_f b_c b_o]`, [1, 3H].
  public var bias: Matrix<Scalar>
  /// The activation of the gates: σ, unless it is set to something else.
  public var gateActivation = GateActivation.sigmoid

  /// A cell with given parameters.
  ///
  /// - Precondition: the shapes are [I, 3H], [H, 3H] and [1, 3H].
  public init(weightIH: Matrix<Scalar>, weightHH: Matrix<Scalar>, bias: Matrix<Scalar>) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    checkParameterShapes()
  }

  /// A cell whose parameters are drawn uniformly from ±1/√H.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    let fresh = Self.freshParameters(inputSize, hiddenSize, using: &generator)
    self.init(weightIH: fresh[0], weightHH: fresh[1], bias: fresh[2])
  }

  /// `CoupledLSTM`
  public static var kind: String { "CoupledLSTM" }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias)]
  }

  /// `H_0 = 0` and `C_0 = 0`, each [B, H].
  public func initialState(batchSize: Int) -> LSTMState<Scalar> {
    .zeros(batchSize: batchSize, hiddenSize: hiddenSize)
  }
}

extension CoupledLSTMCell {
  /// The values a step caches. Everything but the input is [B, H].
  public struct Cache: Sendable {
    /// `X_t`, [B, I].
    public let input: Matrix<Scalar>
    /// `H_{t-1}` and `C_{t-1}`.
    public let previousState: LSTMState<Scalar>
    /// `F_t`
    public let forgetGate: Matrix<Scalar>
    /// `C̃_t`
    public let candidate: Matrix<Scalar>
    /// `O_t`
    public let outputGate: Matrix<Scalar>
    /// `tanh(C_t)`
    public let shownCell: Matrix<Scalar>
  }

  /// The values of a gate, or of the candidate, at a step: [B, H].
  public func values(of gate: Gate, in cache: Cache) -> Matrix<Scalar> {
    switch gate {
    case .forgetGate: cache.forgetGate
    case .candidate: cache.candidate
    case .outputGate: cache.outputGate
    }
  }

  /// One step of the equations of ``CoupledLSTMCell``.
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: `H_{t-1}` and `C_{t-1}`, each [B, H].
  /// - Returns: `H_t` and `C_t`, each [B, H], and what ``backward(_:through:adding:)`` needs.
  public func step(_ input: Matrix<Scalar>, from state: LSTMState<Scalar>) -> (
    state: LSTMState<Scalar>, cache: Cache
  ) {
    checkStep(input, state.hidden, state.cell)
    let sums = gateSums(input, state.hidden)  // [B, 3H]
    let forgetGate = gateActivation(part(.forgetGate, of: sums))
    let candidate = tanh(part(.candidate, of: sums))
    let outputGate = gateActivation(part(.outputGate, of: sums))

    let cell = forgetGate * state.cell + (1 - forgetGate) * candidate  // C_t
    let shownCell = tanh(cell)
    return (
      LSTMState(hidden: outputGate * shownCell, cell: cell),
      Cache(
        input: input, previousState: state, forgetGate: forgetGate, candidate: candidate,
        outputGate: outputGate, shownCell: shownCell)
    )
  }

  /// The backward step of ``LSTMCell/backward(_:through:adding:)``, where the one gate has both effects:
  ///
  /// `dF = dC_t ⊙ (C_{t-1} - C̃_t)` · `dC̃ = dC_t ⊙ (1 - F_t)` · `dC_{t-1} = dC_t ⊙ F_t`
  ///
  /// - Returns: `dX_t` [B, I], and `dH_{t-1}` and `dC_{t-1}`, each [B, H].
  public func backward(
    _ stateGradient: LSTMState<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: LSTMState<Scalar>) {
    checkBackward(stateGradient.hidden, stateGradient.cell, through: cache.previousState.hidden)
    checkGradient(gradient)
    let shownGradient = stateGradient.hidden * cache.outputGate
    let cellGradient = stateGradient.cell + shownGradient * tanhDerivative(at: cache.shownCell)  // dC_t
    let change = cache.previousState.cell - cache.candidate
    let sumGradients = concatenate(columns: [  // [B, 3H], in the order of Gate
      cellGradient * change * gateActivation.derivative(at: cache.forgetGate),
      cellGradient * (1 - cache.forgetGate) * tanhDerivative(at: cache.candidate),
      stateGradient.hidden * cache.shownCell * gateActivation.derivative(at: cache.outputGate),
    ])
    let before = gateSumsBackward(
      sumGradients, cache.input, cache.previousState.hidden, adding: &gradient)
    return (before.input, LSTMState(hidden: before.hidden, cell: cellGradient * cache.forgetGate))
  }
}
