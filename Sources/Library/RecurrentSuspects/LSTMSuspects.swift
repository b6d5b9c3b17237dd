import GradientChecking
import LinearAlgebra
import RecurrentNetworks

extension RecurrentLayer where Cell == LSTMCell<Double> {
  /// The gradients that known mistakes in the backward pass through an LSTM would produce: those of the loop, of each gate
  /// and of the memory.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: the gradient of the final state from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
  public func suspectGradients(
    _ hiddenGradients: [Matrix<Double>], finalState: LSTMState<Double>? = nil, through output: Output
  ) -> [SuspectGradient] {
    let example = example(hiddenGradients, finalState, output)
    let gates = example.gateSuspects(
      [
        (.inputGate, "input gate", { cell.gateActivation.derivative(at: $0.inputGate) }),
        (.forgetGate, "forget gate", { cell.gateActivation.derivative(at: $0.forgetGate) }),
        (.candidate, "candidate", { tanhDerivative(at: $0.candidate) }),
        (.outputGate, "output gate", { cell.gateActivation.derivative(at: $0.outputGate) }),
      ], previous: { ($0.input, $0.previousState.hidden) })
    return example.suspects() + gates + [example.untransposedSuspect()] + example.memorySuspects()
  }
}

extension SequenceExample where Cell == LSTMCell<Double> {
  /// The mistakes between `dH_t` and `dC_t`, and one in `dW_h`.
  fileprivate func memorySuspects() -> [SuspectGradient] {
    [
      SuspectGradient(
        "the derivative of tanh(C_t) is missing in dC_t", gradient(stepping: changingMemory { 1 - $0 })),
      SuspectGradient(
        "the memory C_t gets no gradient from H_t = O_t ⊙ tanh(C_t)",
        gradient(stepping: changingMemory { -$0 })),
      SuspectGradient(
        "the forget gate is missing in dC_{t-1} = dC_t ⊙ F_t",
        gradient { state, step, gradient in
          var before = correctStep(state, step, &gradient)
          before.cell /= output.cache[step].forgetGate
          return before
        }),
      SuspectGradient(
        "H_t is used instead of H_{t-1} in dW_h",
        gradient { state, step, gradient in
          var moved = output.cache[step]
          moved.previousState.hidden = moved.outputGate * moved.shownCell
          return cell.backward(state, through: moved, adding: &gradient).state
        }),
    ]
  }

  /// Steps on which `dH_t ⊙ O_t ⊙ change` is added to `dC_t`, given `tanh′(C_t)`.
  private func changingMemory(_ change: @escaping (Matrix<Double>) -> Matrix<Double>) -> BackwardStep {
    { state, step, gradient in
      let cache = output.cache[step]
      var changed = state
      changed.cell +=
        state.hidden * cache.outputGate * change(cell.outputActivation.derivative(at: cache.shownCell))
      return cell.backward(changed, through: cache, adding: &gradient).state
    }
  }
}
