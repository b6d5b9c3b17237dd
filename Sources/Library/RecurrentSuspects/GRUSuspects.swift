import GradientChecking
import LinearAlgebra
import RecurrentNetworks

extension RecurrentLayer where Cell == GRUCell<Double> {
  /// The gradients that known mistakes in the backward pass through a GRU would produce: those of the loop, of both gates
  /// and of the share of the state that is kept.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: `∂L/∂H_T` from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
  public func suspectGradients(
    _ hiddenGradients: [Matrix<Double>], finalState: Matrix<Double>? = nil, through output: Output
  ) -> [SuspectGradient] {
    let example = example(hiddenGradients, finalState, output)
    let gates = example.gateSuspects(
      [
        (.resetGate, "reset gate", { cell.gateActivation.derivative(at: $0.resetGate) }),
        (.updateGate, "update gate", { cell.gateActivation.derivative(at: $0.updateGate) }),
      ], previous: { ($0.input, $0.previousState) })
    return example.suspects() + gates + [
      example.untransposedSuspect(), example.keptShareSuspect(), example.resetSuspect(),
    ]
  }
}

extension SequenceExample where Cell == GRUCell<Double> {
  /// `dH_{t-1}` without the share that goes straight on.
  fileprivate func keptShareSuspect() -> SuspectGradient {
    SuspectGradient(
      "the share of H_{t-1} that the update gate keeps gets no gradient (dH_t ⊙ Z_t, where Z_t keeps)",
      gradient { state, step, gradient in
        let kept = cell.updatePolarity.keptShare(output.cache[step].updateGate)
        return correctStep(state, step, &gradient) - state * kept
      })
  }

  /// The other factor of `R_t ⊙ …` missing: `H_{t-1}` in `dR_t`, or, with the reset after the product, `R_t` in the
  /// gradient of the candidate's second bias.
  fileprivate func resetSuspect() -> SuspectGradient {
    guard cell.resetPlacement == .beforeProduct else {
      return SuspectGradient(
        "the reset gate is missing in dc_h = Σ (dA_h ⊙ R_t)",
        gradient { state, step, gradient in
          let cache = output.cache[step]
          gradient.resetBias += (candidateSum(state, cache) * (1 - cache.resetGate)).columnSums()
          return correctStep(state, step, &gradient)
        })
    }
    return SuspectGradient(
      "H_{t-1} is missing in dR_t = d(R_t ⊙ H_{t-1}) ⊙ H_{t-1}",
      gradient { state, step, gradient in
        let cache = output.cache[step]
        let reset = matmul(
          candidateSum(state, cache), cell[.candidate].weightHH, transposingSecond: true)
        var changes = Matrix<Double>.zeros(rows: state.rows, columns: 3 * cell.hiddenSize)
        changes.setColumns(
          from: GRUCell<Double>.Gate.resetGate.rawValue * cell.hiddenSize,
          to: reset * (1 - cache.previousState) * cell.gateActivation.derivative(at: cache.resetGate))
        let further = cell.gateSumsBackward(changes, cache.input, cache.previousState, adding: &gradient)
        return correctStep(state, step, &gradient) + further.hidden
      })
  }

  /// `dA_h`, the gradient of the candidate's sum.
  private func candidateSum(_ state: Matrix<Double>, _ cache: GRUCell<Double>.Cache) -> Matrix<Double> {
    state * (1 - cell.updatePolarity.keptShare(cache.updateGate)) * tanhDerivative(at: cache.candidate)
  }
}
