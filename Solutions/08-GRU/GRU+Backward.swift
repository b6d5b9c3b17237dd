import LinearAlgebra

extension GRU {
  /// Task 4. One backward step: from the gradient of H_t to the gradients of everything the step used.
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
    let (r, z, new) = (cache.resetGate, cache.updateGate, cache.candidate)
    let old = cache.previousState

    // H_t = Z ⊙ old + (1 - Z) ⊙ new
    let updateGradient = stateGradient * (old - new)  // dZ
    let candidateGradient = stateGradient * (1 - z)  // dH̃

    // Through the activations to the pre-activations: σ′ = σ (1 - σ), tanh′ = 1 - tanh².
    let updateSum = updateGradient * z * (1 - z)  // dA_z
    let candidateSum = candidateGradient * (1 - new * new)  // dA_h
    let visibleGradient = matmul(candidateSum, candidate.weightHH, transposingSecond: true)  // d(R ⊙ old)
    let resetGradient = visibleGradient * old  // dR
    let resetSum = resetGradient * r * (1 - r)  // dA_r

    addShare(of: updateSum, cache.input, old, to: &gradient.update)
    addShare(of: resetSum, cache.input, old, to: &gradient.reset)
    addShare(of: candidateSum, cache.input, r * old, to: &gradient.candidate)  // W_hh multiplies R ⊙ old

    let inputGradient =
      matmul(updateSum, update.weightIH, transposingSecond: true)
      + matmul(resetSum, reset.weightIH, transposingSecond: true)
      + matmul(candidateSum, candidate.weightIH, transposingSecond: true)
    // The old state was used four times, so its gradient is a sum of four.
    let kept = stateGradient * z
    let throughCandidate = visibleGradient * r
    let throughUpdate = matmul(updateSum, update.weightHH, transposingSecond: true)
    let throughReset = matmul(resetSum, reset.weightHH, transposingSecond: true)
    return (inputGradient, kept + throughCandidate + throughUpdate + throughReset)
  }

  /// Task 5. The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: the caches of forward(_:from:), one per step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0, [B, H]; and the gradients of the parameters, summed over all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [Cache]
  ) throws -> (inputs: [Matrix<Double>], initialState: Matrix<Double>, parameters: GRU) {
    var parameters = zeroed()
    var inputs: [Matrix<Double>] = []
    var fromLater = Matrix<Double>.zeros(outputGradients[0].shape)  // nothing comes after the last step
    for (outputGradient, cache) in zip(outputGradients, caches).reversed() {
      let stateGradient = outputGradient + fromLater  // H_t went to its output and to the next step
      let before = try backward(stateGradient, through: cache, adding: &parameters)
      inputs.append(before.input)
      fromLater = before.state
    }
    return (inputs.reversed(), fromLater, parameters)
  }
}

/// Adds one step's share to the gradients of one gate, from the gradient of its pre-activation.
private func addShare(
  of sumGradient: Matrix<Double>, _ input: Matrix<Double>, _ state: Matrix<Double>,
  to gradient: inout GateWeights
) {
  gradient.weightIH += matmul(input, sumGradient, transposingFirst: true)  // [I, B] · [B, H]
  gradient.weightHH += matmul(state, sumGradient, transposingFirst: true)  // [H, B] · [B, H]
  gradient.bias += sumGradient.columnSums()  // every row of the batch added the same bias
}
