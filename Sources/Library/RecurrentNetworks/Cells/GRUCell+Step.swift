import LinearAlgebra

extension GRUCell {
  /// What a step keeps. Everything but the input is [B, H].
  public struct Cache: Sendable {
    /// `X_t`, [B, I].
    public let input: Matrix<Scalar>
    /// `H_{t-1}`
    public let previousState: Matrix<Scalar>
    /// `R_t`
    public let resetGate: Matrix<Scalar>
    /// `Z_t`
    public let updateGate: Matrix<Scalar>
    /// `H̃_t`
    public let candidate: Matrix<Scalar>
    /// What the reset gate multiplies: `H_{t-1}`, or `H_{t-1} · W_hh + c_h` where it stands after the product.
    public let resetOperand: Matrix<Scalar>
  }

  /// The values of a gate, or of the candidate, at a step: [B, H].
  public func values(of gate: Gate, in cache: Cache) -> Matrix<Scalar> {
    switch gate {
    case .resetGate: cache.resetGate
    case .updateGate: cache.updateGate
    case .candidate: cache.candidate
    }
  }

  /// `H_t = Z_t ⊙ H_{t-1} + (1 - Z_t) ⊙ H̃_t`, with the gates of ``GRUCell``.
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: `H_{t-1}`, [B, H].
  /// - Returns: `H_t`, [B, H], and what ``backward(_:through:adding:)`` needs.
  public func step(_ input: Matrix<Scalar>, from state: Matrix<Scalar>) -> (
    state: Matrix<Scalar>, cache: Cache
  ) {
    checkStep(input, state)
    let inputSums = matmul(input, weightIH) + bias  // [B, I] · [I, 3H] → [B, 3H]
    let resetGate = gateActivation(part(.resetGate, of: inputSums) + matmul(state, hiddenWeight(.resetGate)))
    let updateGate = gateActivation(
      part(.updateGate, of: inputSums) + matmul(state, hiddenWeight(.updateGate)))
    let (resetOperand, hiddenSum) = resetSum(state, resetGate)
    let candidate = tanh(part(.candidate, of: inputSums) + hiddenSum)

    let kept = updatePolarity.keptShare(updateGate)
    return (
      kept * state + (1 - kept) * candidate,
      Cache(
        input: input, previousState: state, resetGate: resetGate, updateGate: updateGate,
        candidate: candidate, resetOperand: resetOperand)
    )
  }

  /// What the state adds to the candidate's sum, and what the reset gate multiplies on the way there.
  private func resetSum(_ state: Matrix<Scalar>, _ resetGate: Matrix<Scalar>) -> (
    operand: Matrix<Scalar>, sum: Matrix<Scalar>
  ) {
    switch resetPlacement {
    case .beforeProduct:
      return (state, matmul(resetGate * state, hiddenWeight(.candidate)))
    case .afterProduct:
      let product = matmul(state, hiddenWeight(.candidate)) + resetBias
      return (product, resetGate * product)
    }
  }

  /// From `dH_t` to the gradients of what went in, with K the kept share, `Z_t` or `1 - Z_t`:
  ///
  /// `dK = dH_t ⊙ (H_{t-1} - H̃_t)` · `dH̃ = dH_t ⊙ (1 - K)` · `dA_h = dH̃ ⊙ tanh′`
  ///
  /// - reset before the product: `d(R ⊙ H_{t-1}) = dA_h · W_hhᵀ`, which the product rule shares out to `R` and `H_{t-1}`
  /// - reset after it: `dR = dA_h ⊙ (H_{t-1} · W_hh + c_h)`, and `dA_h ⊙ R` goes on into the product
  ///
  /// The state is reached along four ways: it is kept, and it is in both gates and in the candidate.
  ///
  /// - Returns: `dX_t` [B, I] and `dH_{t-1}` [B, H].
  public func backward(
    _ stateGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: Matrix<Scalar>) {
    checkBackward(stateGradient, through: cache.previousState)
    checkGradient(gradient)
    require(
      gradient.resetBias.shape == resetBias.shape,
      "a resetBias of shape \(resetBias.shape) has a gradient of that shape, not \(gradient.resetBias.shape)")
    let kept = updatePolarity.keptShare(cache.updateGate)
    let keptGradient = stateGradient * (cache.previousState - cache.candidate)
    let candidateSum = stateGradient * (1 - kept) * tanhDerivative(at: cache.candidate)  // dA_h
    let updateSum =
      updatePolarity.gateGradient(keptGradient) * gateActivation.derivative(at: cache.updateGate)  // dA_z
    let throughCandidate = candidateBackward(candidateSum, through: cache, adding: &gradient)
    let resetSum = throughCandidate.resetGate * gateActivation.derivative(at: cache.resetGate)  // dA_r

    let gateSums = concatenate(columns: [resetSum, updateSum])  // [B, 2H]
    let gateWeights = weightHH.columns(0..<2 * hiddenSize)  // [W_hr W_hz]
    let hiddenGradient = matmul(cache.previousState, gateSums, transposingFirst: true)
    gradient.weightHH += concatenate(columns: [hiddenGradient, throughCandidate.weight])
    let sums = concatenate(columns: [gateSums, candidateSum])  // [B, 3H], in the order of Gate
    gradient.weightIH.addProduct(cache.input, sums, transposingFirst: true)
    gradient.bias += sums.columnSums()
    return (
      input: matmul(sums, weightIH, transposingSecond: true),
      state: stateGradient * kept + throughCandidate.state
        + matmul(gateSums, gateWeights, transposingSecond: true)
    )
  }

  /// From `dA_h` [B, H] to the gradients of the reset gate, of `W_hh` and of the state, as far as it goes through
  /// the candidate.
  private func candidateBackward(
    _ candidateSum: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (resetGate: Matrix<Scalar>, weight: Matrix<Scalar>, state: Matrix<Scalar>) {
    let weight = hiddenWeight(.candidate)
    switch resetPlacement {
    case .beforeProduct:
      let reset = cache.resetGate * cache.previousState
      let resetGradient = matmul(candidateSum, weight, transposingSecond: true)  // d(R ⊙ H_{t-1})
      return (
        resetGate: resetGradient * cache.previousState,
        weight: matmul(reset, candidateSum, transposingFirst: true),
        state: resetGradient * cache.resetGate
      )
    case .afterProduct:
      let productGradient = candidateSum * cache.resetGate  // d(H_{t-1} · W_hh + c_h)
      gradient.resetBias += productGradient.columnSums()
      return (
        resetGate: candidateSum * cache.resetOperand,
        weight: matmul(cache.previousState, productGradient, transposingFirst: true),
        state: matmul(productGradient, weight, transposingSecond: true)
      )
    }
  }

  private func hiddenWeight(_ gate: Gate) -> Matrix<Scalar> { part(gate, of: weightHH) }
}
