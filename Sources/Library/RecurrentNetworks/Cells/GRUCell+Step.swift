import LinearAlgebra

extension GRUCell {
  /// The values a step caches. Everything but the input is [B, H].
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
    /// The factor of the reset gate: `H_{t-1}`, or `H_{t-1} · W_hh + c_h` where it stands after the product.
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
    if resetPlacement == .afterProduct {
      return step(inputSums: inputSums, hiddenSums: matmul(state, weightHH), input: input, from: state)
    }
    let gateSums = inputSums.columns(0..<2 * hiddenSize) + matmul(state, gateWeights)  // [B, 2H]
    let gates = gateActivation(gateSums)
    let (resetGate, updateGate) = (part(.resetGate, of: gates), part(.updateGate, of: gates))
    let hiddenSum = matmul(resetGate * state, part(.candidate, of: weightHH))
    let candidate = tanh(part(.candidate, of: inputSums) + hiddenSum)

    let kept = updatePolarity.keptShare(updateGate)
    return (
      kept * state + (1 - kept) * candidate,
      Cache(
        input: input, previousState: state, resetGate: resetGate, updateGate: updateGate,
        candidate: candidate, resetOperand: state)
    )
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
    guard resetPlacement == .beforeProduct else {
      let sums = sumsBackward(stateGradient, through: cache, adding: &gradient)
      gradient.weightHH.addProduct(cache.previousState, sums.hiddenSums, transposingFirst: true)
      return (
        input: inputSumsBackward(sums.inputSums, cache.input, adding: &gradient),
        state: sums.state + matmul(sums.hiddenSums, weightHH, transposingSecond: true)
      )
    }
    let kept = updatePolarity.keptShare(cache.updateGate)
    let keptGradient = stateGradient * (cache.previousState - cache.candidate)
    let candidateSum = stateGradient * (1 - kept) * tanhDerivative(at: cache.candidate)  // dA_h
    let resetGradient = matmul(candidateSum, part(.candidate, of: weightHH), transposingSecond: true)
    let gateSums = concatenate(columns: [  // dA_r and dA_z, [B, 2H]
      resetGradient * cache.previousState * gateActivation.derivative(at: cache.resetGate),
      updatePolarity.gateGradient(keptGradient) * gateActivation.derivative(at: cache.updateGate),
    ])
    gradient.weightHH += concatenate(columns: [
      matmul(cache.previousState, gateSums, transposingFirst: true),
      matmul(cache.resetGate * cache.previousState, candidateSum, transposingFirst: true),
    ])
    let sums = concatenate(columns: [gateSums, candidateSum])  // [B, 3H], in the order of Gate
    return (
      input: inputSumsBackward(sums, cache.input, adding: &gradient),
      state: stateGradient * kept + resetGradient * cache.resetGate
        + matmul(gateSums, gateWeights, transposingSecond: true)
    )
  }

  /// From the gradient of `X_t · W_x + b` to that of `X_t`; adds those of the weights and the bias.
  private func inputSumsBackward(
    _ sums: Matrix<Scalar>, _ input: Matrix<Scalar>, adding gradient: inout Self
  ) -> Matrix<Scalar> {
    gradient.weightIH.addProduct(input, sums, transposingFirst: true)
    gradient.bias += sums.columnSums()
    return matmul(sums, weightIH, transposingSecond: true)
  }

  /// `[W_hr W_hz]`, [H, 2H].
  private var gateWeights: Matrix<Scalar> { weightHH.columns(0..<2 * hiddenSize) }
}
