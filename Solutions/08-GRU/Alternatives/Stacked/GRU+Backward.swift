import LinearAlgebra

extension GRU {
  /// One backward step: from the gradient of H_t to the gradients of everything the step used.
  ///
  /// A d marks the gradient of a loss L: dH_t is ∂L/∂H_t and has the shape of H_t.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, [B, H].
  ///   - cache: the values the step cached in the forward pass.
  ///   - gradient: the parameter gradients so far; this step's share is added to them.
  /// - Returns: dX_t, [B, I], and dH_{t-1}, [B, H].
  public func backward(
    _ stateGradient: Matrix<Double>, through cache: Cache, adding gradient: inout GRU
  ) throws -> (input: Matrix<Double>, state: Matrix<Double>) {
    let (r, z, new, old) = (cache.resetGate, cache.updateGate, cache.candidate, cache.previousState)
    let size = old.columns
    let seen = concatenate(columns: [old, cache.input])  // [B, H + I]
    let visible = concatenate(columns: [r * old, cache.input])

    let candidateSum = stateGradient * (1 - z) * (1 - new * new)
    let toVisible = matmul(candidateSum, stack(candidate), transposingSecond: true)  // [B, H + I]
    let resetSum = toVisible.columns(0..<size) * old * r * (1 - r)
    let updateSum = stateGradient * (old - new) * z * (1 - z)
    let toSeen =
      matmul(resetSum, stack(reset), transposingSecond: true)
      + matmul(updateSum, stack(update), transposingSecond: true)

    add(resetSum, seen, to: &gradient.reset)
    add(updateSum, seen, to: &gradient.update)
    add(candidateSum, visible, to: &gradient.candidate)
    let inputs = size..<seen.columns
    return (
      toVisible.columns(inputs) + toSeen.columns(inputs),
      toVisible.columns(0..<size) * r + toSeen.columns(0..<size) + stateGradient * z
    )
  }

  /// The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: the caches of forward(_:from:), one per step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0, [B, H]; and the gradients of the parameters, summed over all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [Cache]
  ) throws -> (inputs: [Matrix<Double>], initialState: Matrix<Double>, parameters: GRU) {
    var parameters = zeroed()
    var fromLater: Matrix<Double>?
    let inputs = try zip(outputGradients, caches).reversed().map { output, cache in
      let total = fromLater.map { $0 + output } ?? output
      let before = try backward(total, through: cache, adding: &parameters)
      fromLater = before.state
      return before.input
    }
    return (inputs.reversed(), fromLater ?? outputGradients[0] * 0, parameters)
  }
}

/// Adds the gradients of a gate from what it has seen, [B, H + I].
private func add(_ sum: Matrix<Double>, _ seen: Matrix<Double>, to gradient: inout GateWeights) {
  let stacked = matmul(seen, sum, transposingFirst: true)  // [H + I, H]
  let size = sum.columns
  gradient.weightHH += stacked.rows(0..<size)
  gradient.weightIH += stacked.rows(size..<stacked.rows)
  gradient.bias += sum.columnSums()
}
