import LinearAlgebra

extension LSTMCell {
  /// The values a step caches. Everything but the input is [B, H].
  public struct Cache: Sendable {
    /// `X_t`, [B, I].
    public let input: Matrix<Scalar>
    /// `H_{t-1}` and `C_{t-1}`.
    public package(set) var previousState: LSTMState<Scalar>
    /// `I_t`
    public let inputGate: Matrix<Scalar>
    /// `F_t`
    public let forgetGate: Matrix<Scalar>
    /// `C̃_t`
    public let candidate: Matrix<Scalar>
    /// `O_t`
    public let outputGate: Matrix<Scalar>
    /// `tanh(C_t)`, or `C_t` in the variant without tanh: what the output gate shows or hides.
    public let shownCell: Matrix<Scalar>
  }

  /// The values of a gate, or of the candidate, at a step: [B, H].
  public func values(of gate: Gate, in cache: Cache) -> Matrix<Scalar> {
    switch gate {
    case .inputGate: cache.inputGate
    case .forgetGate: cache.forgetGate
    case .candidate: cache.candidate
    case .outputGate: cache.outputGate
    }
  }

  /// `C_t = F_t ⊙ C_{t-1} + I_t ⊙ C̃_t` and `H_t = O_t ⊙ tanh(C_t)`, with the gates of ``LSTMCell``.
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: `H_{t-1}` and `C_{t-1}`, each [B, H].
  /// - Returns: `H_t` and `C_t`, each [B, H], and what ``backward(_:through:adding:)`` needs.
  public func step(_ input: Matrix<Scalar>, from state: LSTMState<Scalar>) -> (
    state: LSTMState<Scalar>, cache: Cache
  ) {
    checkStep(input, state.hidden, state.cell)
    return step(sums: gateSums(input, state.hidden), input: input, from: state)
  }

  /// All of a step but the products, from the gates' sums [B, 4H].
  func step(sums: Matrix<Scalar>, input: Matrix<Scalar>, from state: LSTMState<Scalar>) -> (
    state: LSTMState<Scalar>, cache: Cache
  ) {
    let inputGate = gateActivation(part(.inputGate, of: sums))
    let forgetGate = gateActivation(part(.forgetGate, of: sums))
    let candidate = tanh(part(.candidate, of: sums))
    let outputGate = gateActivation(part(.outputGate, of: sums))

    let cell = forgetGate * state.cell + inputGate * candidate  // C_t
    let shownCell = outputActivation(cell)
    return (
      LSTMState(hidden: outputGate * shownCell, cell: cell),
      Cache(
        input: input, previousState: state, inputGate: inputGate, forgetGate: forgetGate,
        candidate: candidate, outputGate: outputGate, shownCell: shownCell)
    )
  }

  /// From `dH_t` and `dC_t` to the gradients of what went in. The memory is reached in two ways, along itself and
  /// through what is shown of it:
  ///
  /// `dC_t += dH_t ⊙ O_t ⊙ tanh′(C_t)`
  ///
  /// `dI = dC_t ⊙ C̃_t` · `dF = dC_t ⊙ C_{t-1}` · `dC̃ = dC_t ⊙ I_t` · `dO = dH_t ⊙ tanh(C_t)` · `dC_{t-1} = dC_t ⊙ F_t`
  ///
  /// Each gate's gradient times σ′ or tanh′ is that of its sum; from there on it is the plain cell's way back.
  ///
  /// - Returns: `dX_t` [B, I], and `dH_{t-1}` and `dC_{t-1}`, each [B, H].
  public func backward(
    _ stateGradient: LSTMState<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: LSTMState<Scalar>) {
    checkBackward(stateGradient.hidden, stateGradient.cell, through: cache.previousState.hidden)
    checkGradient(gradient)
    let (sumGradients, memory) = sumsBackward(stateGradient, through: cache)
    let before = gateSumsBackward(
      sumGradients, cache.input, cache.previousState.hidden, adding: &gradient)
    return (before.input, LSTMState(hidden: before.hidden, cell: memory))
  }

  /// The gradients of the gates' sums, [B, 4H], and of `C_{t-1}`.
  func sumsBackward(_ stateGradient: LSTMState<Scalar>, through cache: Cache) -> (
    sums: Matrix<Scalar>, memory: Matrix<Scalar>
  ) {
    let shownGradient = stateGradient.hidden * cache.outputGate
    let cellGradient =
      stateGradient.cell + shownGradient * outputActivation.derivative(at: cache.shownCell)  // dC_t
    let sumGradients = concatenate(columns: [  // [B, 4H], in the order of Gate
      cellGradient * cache.candidate * gateActivation.derivative(at: cache.inputGate),
      cellGradient * cache.previousState.cell * gateActivation.derivative(at: cache.forgetGate),
      cellGradient * cache.inputGate * tanhDerivative(at: cache.candidate),
      stateGradient.hidden * cache.shownCell * gateActivation.derivative(at: cache.outputGate),
    ])
    return (sumGradients, cellGradient * cache.forgetGate)
  }
}

/// The activation of an LSTM's cell state before the output gate.
public enum OutputActivation: String, Sendable, Codable, CaseIterable {
  /// `H_t = O_t ⊙ tanh(C_t)`, the usual form.
  case tanh
  /// `H_t = O_t ⊙ C_t`: the output without tanh.
  case identity

  /// The activation of a memory, element by element.
  func callAsFunction<Scalar>(_ cell: Matrix<Scalar>) -> Matrix<Scalar> {
    self == .tanh ? LinearAlgebra.tanh(cell) : cell
  }

  /// Its derivative, from its value.
  package func derivative<Scalar>(at value: Matrix<Scalar>) -> Matrix<Scalar> {
    self == .tanh
      ? tanhDerivative(at: value) : Matrix(rows: value.rows, columns: value.columns, repeating: 1)
  }
}
