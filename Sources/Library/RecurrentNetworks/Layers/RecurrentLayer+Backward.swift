import LinearAlgebra

/// Backpropagation through time (Werbos, "Backpropagation through time: what it does and how to do it", 1990): the
/// steps in reverse, where each state's gradient is the sum of what comes from its own output and what comes from
/// the step that was read after it.
extension RecurrentLayer {
  /// The gradients of a whole sequence, from the last step read to the first.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: `∂L/∂(final state)` from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: Cell.State? = nil, through output: Output
  ) -> Gradients {
    backward(hiddenGradients, finalState: finalState, cuttingEvery: nil, through: output)
  }

  /// The gradients of a sequence that is cut into windows: truncated backpropagation through time.
  ///
  /// The states are those of the whole sequence, but the state that a window begins with is taken as a constant, so
  /// no gradient passes from a window to the previous one. The windows are counted from the first step that is
  /// read; with `window` at least T nothing is cut. Nor is the final state's gradient on its way through the padding
  /// after a short sequence: it reaches the sequence's last window.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: `∂L/∂(final state)` from whatever follows the sequence; defaults to zero.
  ///   - window: how many steps a window has, at least 1.
  ///   - output: the result of the forward pass.
  /// - Returns: the gradients; that of the initial state comes from the first window alone.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: Cell.State? = nil, window: Int, through output: Output
  ) -> Gradients {
    require(window >= 1, "a window of truncated backpropagation has at least 1 step, not \(window)")
    return backward(hiddenGradients, finalState: finalState, cuttingEvery: window, through: output)
  }

  private func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: Cell.State?, cuttingEvery window: Int?,
    through output: Output
  ) -> Gradients {
    output.checkGradients(hiddenGradients)
    check(finalGradient: finalState, of: output)
    return fusedGradients(hiddenGradients, finalState: finalState, cuttingEvery: window, through: output)
      ?? stepwiseGradients(hiddenGradients, finalState: finalState, cuttingEvery: window, through: output)
  }

  /// The gradients of a sequence of whose states the loss reads every part, such as the memories of an LSTM.
  ///
  /// - Parameters:
  ///   - stateGradients: `∂L/∂S_1 … ∂L/∂S_T` through what ``states(of:)`` shows, each of the state's shapes; what stands in
  ///     the padding does not count.
  ///   - finalState: `∂L/∂(final state)` from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
  public func backward(
    stateGradients: [Cell.State], finalState: Cell.State? = nil, through output: Output
  ) -> Gradients {
    output.checkGradients(stateGradients.map(\.hidden))
    for gradient in stateGradients { check(finalGradient: gradient, of: output) }
    check(finalGradient: finalState, of: output)
    return stepwiseGradients(finalState: finalState, cuttingEvery: nil, through: output) {
      sum, step, padding in
      sum = sum.combined(with: padding.zeroing(stateGradients[step])) { $0 + $1 }
    }
  }

  /// The gradients by the backward steps of the cell, one after another.
  func stepwiseGradients(
    _ hiddenGradients: [Matrix<Scalar>], finalState: Cell.State?, cuttingEvery window: Int?,
    through output: Output
  ) -> Gradients {
    stepwiseGradients(finalState: finalState, cuttingEvery: window, through: output) { sum, step, padding in
      sum.hidden += padding.zeroing(hiddenGradients[step])
    }
  }

  private func stepwiseGradients(
    finalState: Cell.State?, cuttingEvery window: Int?, through output: Output,
    addingOwn addOwn: (_ sum: inout Cell.State, _ step: Int, Padding) -> Void
  ) -> Gradients {
    let zero = cell.initialState(batchSize: output.finalState.hidden.rows)
    var gradient = cell.zeroed()
    var stateGradient = finalState ?? zero
    var inputs: [Matrix<Scalar>] = []
    inputs.reserveCapacity(output.hidden.count)
    for (position, step) in direction.steps(output.hidden.count).enumerated().reversed() {
      let padding = Padding(at: step, lengths: output.lengths)
      addOwn(&stateGradient, step, padding)
      let before = cell.backward(
        padding.zeroing(stateGradient), through: output.cache[step], adding: &gradient)
      inputs.append(before.input)
      stateGradient = padding.keeping(stateGradient, in: before.state)
      if let window, position > 0, position % window == 0 {
        // A padded row has read nothing here: what is on its way to its last step is not cut.
        stateGradient = padding.keeping(stateGradient, in: zero)
      }
    }
    if direction == .forward { inputs.reverse() }
    return Gradients(
      inputs: inputs, initialState: stateGradient,
      parameters: RecurrentLayer(gradient, direction: direction))
  }
}
