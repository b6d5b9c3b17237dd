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
    let (input, old) = (cache.input, cache.previousState)
    let r = try resetGate(input, from: old)
    let z = try updateGate(input, from: old)
    let new = try candidateState(input, from: old, resetGate: r)

    let candidateSum = stateGradient * (1 - z) * (1 - new) * (1 + new)
    let visible = matmul(candidateSum, candidate.weightHH.transposed())
    let sums = [
      (visible * old * r * (1 - r), old, \GRU.reset),
      (stateGradient * (old - new) * z * (1 - z), old, \.update),
      (candidateSum, r * old, \.candidate),
    ]
    var before = (input: input * 0, state: stateGradient * z + visible * r)
    for (sum, seen, gate) in sums {
      gradient[keyPath: gate].weightIH += matmul(input.transposed(), sum)
      gradient[keyPath: gate].weightHH += matmul(seen.transposed(), sum)
      gradient[keyPath: gate].bias += sum.columnSums()
      before.input += matmul(sum, self[keyPath: gate].weightIH.transposed())
      if gate != \.candidate { before.state += matmul(sum, self[keyPath: gate].weightHH.transposed()) }
    }
    return before
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
    func backwardPass(to step: Int) throws -> (inputs: [Matrix<Double>], state: Matrix<Double>) {
      guard step < caches.count else { return ([], .zeros(outputGradients[0].shape)) }
      let later = try backwardPass(to: step + 1)
      let before = try backward(
        outputGradients[step] + later.state, through: caches[step], adding: &parameters)
      return ([before.input] + later.inputs, before.state)
    }
    let whole = try backwardPass(to: 0)
    return (whole.inputs, whole.state, parameters)
  }
}
