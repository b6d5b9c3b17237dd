import GradientChecking
import LinearAlgebra

extension RecurrentLayer where Cell == GRUCell<Double> {
  /// The gradients that known mistakes of the way back through a GRU would give: those of the loop, of both gates
  /// and of the share of the state that is kept.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: `∂L/∂H_T` from whatever follows the sequence; none means zero.
  ///   - output: what the pass forward gave.
  public func suspectGradients(
    _ hiddenGradients: [Matrix<Double>], finalState: Matrix<Double>? = nil, through output: Output
  ) -> [SuspectGradient] {
    let example = example(hiddenGradients, finalState, output)
    let gates = example.gateSuspects(
      [
        (.resetGate, "reset gate", { sigmoidDerivative(at: $0.resetGate) }),
        (.updateGate, "update gate", { sigmoidDerivative(at: $0.updateGate) }),
      ], previous: { ($0.input, $0.previousState) })
    return example.suspects() + gates + [example.untransposedSuspect(), example.keptShareSuspect()]
  }
}

extension SequenceExample where Cell == GRUCell<Double> {
  /// `dH_{t-1}` without the share that goes straight on.
  fileprivate func keptShareSuspect() -> SuspectGradient {
    SuspectGradient(
      "the share of H_{t-1} that the update gate keeps gets no gradient (dH_t ⊙ Z_t, where Z_t keeps)",
      gradient { state, step, gradient in
        let kept = cell.updatePolarity.keptShare(output.cache[step].updateGate)
        return rightStep(state, step, &gradient) - state * kept
      })
  }
}
