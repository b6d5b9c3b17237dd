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
  ///   - finalState: `∂L/∂(final state)` from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
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
    let (first, last) = (backwardOrder.last, backwardOrder.first)
    let loop = [
      SuspectGradient(
        "no gradient of the state is passed on from a step to the previous one (the horizontal path is missing)",
        gradient { state, step, gradient in
          _ = correctStep(state, step, &gradient)
          return zeroState
        }),
      SuspectGradient(
        "only the last step's share is counted", gradient(stepping: counting { $0 == last })),
      SuspectGradient(
        "each step's share replaces the sum so far instead of being added to it",
        gradient(stepping: counting { $0 == first })),
      SuspectGradient(
        "only the last output's loss flows backward, not the loss of the earlier outputs",
        gradient(outputs: Array(backwardOrder.prefix(1)))),
      SuspectGradient(
        "the backward pass goes through the steps from the first to the last",
        gradient(steps: backwardOrder.reversed())),
    ]
    let ending =
      finalState == nil
      ? []
      : [
        SuspectGradient(
          "the gradient that reaches the final state from outside is missing",
          gradient(fromFinalState: false))
      ]
    return loop + ending + partSuspects()
  }

  /// Steps of which only some count for the parameters.
  private func counting(_ counts: @escaping (Int) -> Bool) -> BackwardStep {
    { state, step, gradient in
      var ignored = gradient
      let before = correctStep(state, step, &ignored)
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
        "the gradient of the state's part \"\(name)\" is not passed on from a step to the previous one",
        gradient { state, step, gradient in
          var parts = correctStep(state, step, &gradient).parts
          parts[name] = zeroState.parts[name]
          return Cell.State(parts: parts) ?? zeroState
        })
    }
  }
}
