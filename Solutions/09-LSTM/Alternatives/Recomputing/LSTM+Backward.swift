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
    // Reads only the inputs of the step from the cache and recomputes the rest.
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
  ///   - caches: the caches of forward(_:from:), one per step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0 and dC_0, each [B, H]; and the gradients of the parameters, summed over
  ///   all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [LSTMCache]
  ) throws -> (inputs: [Matrix<Double>], initialState: LSTMState, parameters: LSTM) {
    var parameters = zeroed()
    func backwardPass(to step: Int) throws -> (inputs: [Matrix<Double>], state: LSTMState) {
      let zero = Matrix<Double>.zeros(outputGradients[0].shape)
      guard step < caches.count else { return ([], LSTMState(hidden: zero, cell: zero)) }
      let later = try backwardPass(to: step + 1)
      let total = LSTMState(hidden: later.state.hidden + outputGradients[step], cell: later.state.cell)
      let before = try backward(total, through: caches[step], adding: &parameters)
      return ([before.input] + later.inputs, before.state)
    }
    let whole = try backwardPass(to: 0)
    return (whole.inputs, whole.state, parameters)
  }
}
