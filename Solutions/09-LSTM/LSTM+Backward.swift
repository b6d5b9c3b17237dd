import LinearAlgebra

extension LSTM {
  /// Task 4. One backward step: from the gradients of H_t and C_t to the gradients of everything the step used.
  ///
  /// A d marks the gradient of a loss L: dC_t is ∂L/∂C_t. The cell state gets its gradient along two paths:
  /// `stateGradient.cell` from the next step, and the path through H_t, which was computed from C_t.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, and the part of dC_t from the next step, each [B, H].
  ///   - cache: the values the step cached in the forward pass.
  ///   - gradient: the parameter gradients so far; this step's share is added to them.
  /// - Returns: dX_t, [B, I], and dH_{t-1} and dC_{t-1}, each [B, H].
  public func backward(
    _ stateGradient: LSTMState, through cache: LSTMCache, adding gradient: inout LSTM
  ) throws -> (input: Matrix<Double>, state: LSTMState) {
    let gates = cache.gates
    let shown = tanh(cache.cell)

    // H_t = O ⊙ tanh(C_t): one gradient for the gate, and one that joins the gradient from the next step.
    let outputGradient = stateGradient.hidden * shown  // dO
    let cellGradient = stateGradient.cell + stateGradient.hidden * gates.output * (1 - shown * shown)  // dC_t
    // C_t = F ⊙ C_{t-1} + I ⊙ C̃
    let inputGradient = cellGradient * gates.candidate  // dI
    let forgetGradient = cellGradient * cache.previousState.cell  // dF
    let candidateGradient = cellGradient * gates.input  // dC̃

    // Through the activations to the pre-activations: σ′ = σ (1 - σ), tanh′ = 1 - tanh².
    let inputSum = inputGradient * gates.input * (1 - gates.input)
    let forgetSum = forgetGradient * gates.forget * (1 - gates.forget)
    let candidateSum = candidateGradient * (1 - gates.candidate * gates.candidate)
    let outputSum = outputGradient * gates.output * (1 - gates.output)

    var before = (input: cache.input * 0, hidden: cache.previousState.hidden * 0)
    addShare(of: inputSum, inputGate, cache, to: &gradient.inputGate, &before)
    addShare(of: forgetSum, forgetGate, cache, to: &gradient.forgetGate, &before)
    addShare(of: candidateSum, candidate, cache, to: &gradient.candidate, &before)
    addShare(of: outputSum, outputGate, cache, to: &gradient.outputGate, &before)
    let previousCell = cellGradient * gates.forget  // the additive path: no matrix, no tanh
    return (before.input, LSTMState(hidden: before.hidden, cell: previousCell))
  }

  /// Task 5. The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: the caches of forward(_:from:), one per step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0 and dC_0, each [B, H]; and the gradients of the parameters, summed over
  ///   all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [LSTMCache]
  ) throws -> (inputs: [Matrix<Double>], initialState: LSTMState, parameters: LSTM) {
    var parameters = zeroed()
    var inputs: [Matrix<Double>] = []
    let zero = Matrix<Double>.zeros(outputGradients[0].shape)
    var stateGradient = LSTMState(hidden: zero, cell: zero)  // nothing comes after the last step
    for (outputGradient, cache) in zip(outputGradients, caches).reversed() {
      stateGradient.hidden += outputGradient  // an output sees only H_t
      let before = try backward(stateGradient, through: cache, adding: &parameters)
      inputs.append(before.input)
      stateGradient = before.state
    }
    return (inputs.reversed(), stateGradient, parameters)
  }
}

/// Adds one gate's share to the gradients of its parameters, and to those of its inputs X_t and H_{t-1}.
private func addShare(
  of sumGradient: Matrix<Double>, _ gate: GateWeights, _ cache: LSTMCache, to gradient: inout GateWeights,
  _ before: inout (input: Matrix<Double>, hidden: Matrix<Double>)
) {
  gradient.weightIH += matmul(cache.input, sumGradient, transposingFirst: true)  // [I, B] · [B, H]
  gradient.weightHH += matmul(cache.previousState.hidden, sumGradient, transposingFirst: true)
  gradient.bias += sumGradient.columnSums()  // every row of the batch added the same bias
  before.input += matmul(sumGradient, gate.weightIH, transposingSecond: true)  // [B, H] · [H, I]
  before.hidden += matmul(sumGradient, gate.weightHH, transposingSecond: true)
}
