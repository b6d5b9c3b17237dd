import LinearAlgebra

extension LSTM {
  /// One backward step: from the gradients of H_t and C_t to the gradients of everything the step used.
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
    let (g, size) = (cache.gates, cache.cell.columns)
    let shown = tanh(cache.cell)
    let toCell = stateGradient.cell + stateGradient.hidden * g.output * (1 - shown * shown)
    let sums = concatenate(columns: [
      toCell * g.candidate * g.input * (1 - g.input),
      toCell * cache.previousState.cell * g.forget * (1 - g.forget),
      toCell * g.input * (1 - g.candidate * g.candidate),
      stateGradient.hidden * shown * g.output * (1 - g.output),
    ])  // [B, 4H]
    let seen = concatenate(columns: [cache.previousState.hidden, cache.input, ones(cache.input.rows)])
    let toSeen = matmul(sums, weight, transposingSecond: true)  // [B, H + I + 1]
    let toWeight = matmul(seen, sums, transposingFirst: true)  // [H + I + 1, 4H]
    for (index, gate) in [\LSTM.inputGate, \.forgetGate, \.candidate, \.outputGate].enumerated() {
      let part = toWeight.columns(index * size..<(index + 1) * size)
      gradient[keyPath: gate].weightHH += part.rows(0..<size)
      gradient[keyPath: gate].weightIH += part.rows(size..<part.rows - 1)
      gradient[keyPath: gate].bias += part.row(part.rows - 1)
    }
    let state = LSTMState(hidden: toSeen.columns(0..<size), cell: toCell * g.forget)
    return (toSeen.columns(size..<size + cache.input.columns), state)
  }

  /// The whole sequence backward, from the last step to the first.
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
    var later: LSTMState?
    let inputs = try zip(outputGradients, caches).reversed().map { output, cache in
      let total = LSTMState(
        hidden: later.map { $0.hidden + output } ?? output, cell: later?.cell ?? output * 0)
      let before = try backward(total, through: cache, adding: &parameters)
      later = before.state
      return before.input
    }
    let zero = outputGradients[0] * 0
    return (inputs.reversed(), later ?? LSTMState(hidden: zero, cell: zero), parameters)
  }
}
