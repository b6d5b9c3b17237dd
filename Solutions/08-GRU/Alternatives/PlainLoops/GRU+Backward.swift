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
    var before = (input: cache.input * 0, state: stateGradient * 0)
    for example in 0..<stateGradient.rows {
      let share = exampleBackward(stateGradient.row(example).elements, cache, example, adding: &gradient)
      for (index, value) in share.input.enumerated() { before.input[example, index] = value }
      for (unit, value) in share.state.enumerated() { before.state[example, unit] = value }
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
    var (parameters, total) = (zeroed(), outputGradients)
    var inputs = caches.map(\.input)
    var step = caches.count
    while step > 0 {
      step -= 1
      let before = try backward(total[step], through: caches[step], adding: &parameters)
      inputs[step] = before.input
      if step == 0 { return (inputs, before.state, parameters) }
      total[step - 1] += before.state
    }
    return (inputs, outputGradients[0] * 0, parameters)
  }
}

extension GRU {
  /// One row of the batch, number by number.
  private func exampleBackward(
    _ gradient: [Double], _ cache: Cache, _ example: Int, adding parameters: inout GRU
  ) -> (input: [Double], state: [Double]) {
    let old = cache.previousState.row(example).elements
    let (r, z) = (cache.resetGate.row(example).elements, cache.updateGate.row(example).elements)
    let new = cache.candidate.row(example).elements
    let visible = zip(r, old).map { $0 * $1 }
    let units = old.indices
    var state = units.map { gradient[$0] * z[$0] }
    let updateSums = units.map { gradient[$0] * (old[$0] - new[$0]) * z[$0] * (1 - z[$0]) }
    let candidateSums = units.map { gradient[$0] * (1 - z[$0]) * (1 - new[$0] * new[$0]) }
    let visibleGradients = units.map { j in
      units.reduce(0) { $0 + candidateSums[$1] * candidate.weightHH[j, $1] }
    }
    let resetSums = units.map { visibleGradients[$0] * old[$0] * r[$0] * (1 - r[$0]) }
    for j in units {
      state[j] += visibleGradients[j] * r[j]
      for k in units {
        state[j] += updateSums[k] * update.weightHH[j, k] + resetSums[k] * reset.weightHH[j, k]
        parameters.update.weightHH[j, k] += old[j] * updateSums[k]
        parameters.reset.weightHH[j, k] += old[j] * resetSums[k]
        parameters.candidate.weightHH[j, k] += visible[j] * candidateSums[k]
      }
      parameters.update.bias[0, j] += updateSums[j]
      parameters.reset.bias[0, j] += resetSums[j]
      parameters.candidate.bias[0, j] += candidateSums[j]
    }
    let input = cache.input.row(example).elements
    var inputGradient = input.map { _ in 0.0 }
    for i in input.indices {
      for k in units {
        inputGradient[i] += updateSums[k] * update.weightIH[i, k] + resetSums[k] * reset.weightIH[i, k]
        inputGradient[i] += candidateSums[k] * candidate.weightIH[i, k]
        parameters.update.weightIH[i, k] += input[i] * updateSums[k]
        parameters.reset.weightIH[i, k] += input[i] * resetSums[k]
        parameters.candidate.weightIH[i, k] += input[i] * candidateSums[k]
      }
    }
    return (inputGradient, state)
  }
}
