import LinearAlgebra

extension LSTM {
  /// One step back: from the gradients of H_t and C_t to the gradients of all that went into the step.
  ///
  /// A gradient of a loss L by something is written with a d, so dC_t is ∂L/∂C_t. The memory is reached along two
  /// ways: from the later step, which is `stateGradient.cell`, and from H_t, which was made of it.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, and dC_t as far as it comes from the later step, each [B, H].
  ///   - cache: what the step kept on its way forward.
  ///   - gradient: the gradients of the parameters so far; this step's share is added to what is there.
  /// - Returns: dX_t, [B, I], and dH_{t-1} and dC_{t-1}, each [B, H].
  public func backward(
    _ stateGradient: LSTMState, through cache: LSTMCache, adding gradient: inout LSTM
  ) throws -> (input: Matrix<Double>, state: LSTMState) {
    // Of the cache only what went in is read; the rest is computed anew.
    let (after, again) = try step(cache.input, from: cache.previousState)
    let (i, f, new, o) = (again.gates.input, again.gates.forget, again.gates.candidate, again.gates.output)
    let shown = tanh(after.cell)
    let toCell = stateGradient.hidden * o * (1 - shown) * (1 + shown) + stateGradient.cell
    let sums = [
      toCell * new * i * (1 - i), toCell * cache.previousState.cell * f * (1 - f),
      toCell * i * (1 - new) * (1 + new), stateGradient.hidden * shown * o * (1 - o),
    ]
    let gates = [\LSTM.inputGate, \.forgetGate, \.candidate, \.outputGate]
    let (input, hidden) = (cache.input.transposed(), cache.previousState.hidden.transposed())
    for (sum, gate) in zip(sums, gates) {
      gradient[keyPath: gate].weightIH += matmul(input, sum)
      gradient[keyPath: gate].weightHH += matmul(hidden, sum)
      gradient[keyPath: gate].bias += sum.columnSums()
    }
    func back(_ weight: (GateWeights) -> Matrix<Double>) -> Matrix<Double> {
      let parts = zip(sums, gates).map { matmul($0, weight(self[keyPath: $1]).transposed()) }
      return parts.dropFirst().reduce(parts[0], +)
    }
    return (back(\.weightIH), LSTMState(hidden: back(\.weightHH), cell: f * toCell))
  }

  /// The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: what forward(_:from:) kept, one cache a step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0 and dC_0, each [B, H]; and the gradients of the parameters, summed over
  ///   all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [LSTMCache]
  ) throws -> (inputs: [Matrix<Double>], initialState: LSTMState, parameters: LSTM) {
    var parameters = zeroed()
    func wayBack(to step: Int) throws -> (inputs: [Matrix<Double>], state: LSTMState) {
      let zero = Matrix<Double>.zeros(outputGradients[0].shape)
      guard step < caches.count else { return ([], LSTMState(hidden: zero, cell: zero)) }
      let later = try wayBack(to: step + 1)
      let total = LSTMState(hidden: later.state.hidden + outputGradients[step], cell: later.state.cell)
      let before = try backward(total, through: caches[step], adding: &parameters)
      return ([before.input] + later.inputs, before.state)
    }
    let whole = try wayBack(to: 0)
    return (whole.inputs, whole.state, parameters)
  }
}
