import GradientChecking
import LinearAlgebra
import RecurrentNetworks

extension RecurrentLayer where Scalar == Double {
  /// The gradients that known mistakes of backpropagation through time would give, whatever the cell.
  ///
  /// For a `GradientDoctor`; the parameters have the layer's own names. Plain cells, LSTMs and GRUs add the
  /// mistakes of one step.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: `∂L/∂(final state)` from whatever follows the sequence; none means zero.
  ///   - output: what the pass forward gave.
  public func suspectGradients(
    _ hiddenGradients: [Matrix<Double>], finalState: Cell.State? = nil, through output: Output
  ) -> [SuspectGradient] {
    example(hiddenGradients, finalState, output).suspects()
  }

  func example(_ hiddenGradients: [Matrix<Double>], _ finalState: Cell.State?, _ output: Output)
    -> SequenceExample<Cell>
  {
    require(
      hiddenGradients.count == output.cache.count,
      "\(output.cache.count) steps went forward, so as many gradients come back, not \(hiddenGradients.count)"
    )
    return SequenceExample(
      layer: self, hiddenGradients: hiddenGradients, finalState: finalState, output: output)
  }
}

extension SequenceExample where Cell.Scalar == Double {
  /// The mistakes of the loop over the steps.
  func suspects() -> [SuspectGradient] {
    let (first, last) = (stepsBack.last, stepsBack.first)
    let loop = [
      SuspectGradient(
        "no gradient of the state is passed on from a step to the one before it (the horizontal path is missing)",
        gradient { state, step, gradient in
          _ = rightStep(state, step, &gradient)
          return zeroState
        }),
      SuspectGradient(
        "only the last step's share is counted", gradient(stepping: counting { $0 == last })),
      SuspectGradient(
        "each step's share replaces the sum so far in place of being added to it",
        gradient(stepping: counting { $0 == first })),
      SuspectGradient(
        "only the last output's loss goes back, not that of the outputs before it",
        gradient(outputs: Array(stepsBack.prefix(1)))),
      SuspectGradient(
        "the way back goes through the steps from the first to the last",
        gradient(steps: stepsBack.reversed())),
    ]
    let ending =
      finalState == nil
      ? []
      : [
        SuspectGradient(
          "the gradient that reaches the final state from outside is left out",
          gradient(fromFinalState: false))
      ]
    return loop + ending + partSuspects()
  }

  /// Steps of which only some count for the parameters.
  private func counting(_ counts: @escaping (Int) -> Bool) -> StepBack {
    { state, step, gradient in
      var ignored = gradient
      let before = rightStep(state, step, &ignored)
      if counts(step) { gradient = ignored }
      return before
    }
  }

  /// Of a state with several parts, one that is not passed on.
  private func partSuspects() -> [SuspectGradient] {
    let names = zeroState.parts.keys.sorted()
    guard names.count > 1 else { return [] }
    return names.map { name in
      SuspectGradient(
        "the gradient of the state's part \"\(name)\" is not passed on from a step to the one before it",
        gradient { state, step, gradient in
          var parts = rightStep(state, step, &gradient).parts
          parts[name] = zeroState.parts[name]
          return Cell.State(parts: parts) ?? zeroState
        })
    }
  }
}
