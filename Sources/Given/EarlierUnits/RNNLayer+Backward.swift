import LinearAlgebra

extension RNNLayer {
  /// The gradients of one step of chapter 04, from the gradient of its state.
  ///
  /// - Parameters:
  ///   - stateGradient: `dL/dH_t`, [B, H], including everything that depends on `H_t`.
  ///   - input: `X_t`, [B, I].
  ///   - previousState: `H_{t-1}`, [B, H].
  ///   - state: `H_t`, [B, H].
  /// - Returns: `dL/dX_t` [B, I], `dL/dH_{t-1}` [B, H], and those of the parameters, in their shapes.
  public func stepBackward(
    _ stateGradient: Matrix<Double>, input: Matrix<Double>, previousState: Matrix<Double>,
    state: Matrix<Double>
  ) -> (input: Matrix<Double>, previousState: Matrix<Double>, parameters: RNNLayer) {
    let sumGradient = stateGradient * (1 - state * state)
    return (
      input: matmul(sumGradient, weightIH, transposingSecond: true),
      previousState: matmul(sumGradient, weightHH, transposingSecond: true),
      parameters: RNNLayer(
        weightIH: matmul(input, sumGradient, transposingFirst: true),
        weightHH: matmul(previousState, sumGradient, transposingFirst: true),
        bias: sumGradient.columnSums())
    )
  }

  /// Backpropagation through time, from chapter 04.
  ///
  /// - Parameters:
  ///   - stateGradients: for each step the gradient that reaches `H_t` from its own loss or the layer above,
  ///     not from `H_{t+1}`: T matrices, each [B, H].
  ///   - cache: of the forward pass.
  /// - Returns: `dL/dX_1 … dL/dX_T`, each [B, I], `dL/dH_0` [B, H], and the gradients of the parameters, summed over
  ///   the steps and the batch.
  /// - Precondition: there is a gradient for each step.
  public func backward(
    _ stateGradients: [Matrix<Double>], through cache: Cache
  ) -> (inputs: [Matrix<Double>], initialState: Matrix<Double>, parameters: RNNLayer) {
    require(
      stateGradients.count == cache.inputs.count,
      "\(cache.inputs.count) steps need as many gradients, not \(stateGradients.count)")
    var parameters = zeroed()
    var inputs = cache.inputs
    var fromLater = Matrix<Double>.zeros(cache.states[0].shape)
    for t in cache.inputs.indices.reversed() {
      let step = stepBackward(
        stateGradients[t] + fromLater, input: cache.inputs[t], previousState: cache.states[t],
        state: cache.states[t + 1])
      inputs[t] = step.input
      fromLater = step.previousState
      parameters.add(step.parameters, times: 1)
    }
    return (inputs, fromLater, parameters)
  }
}
