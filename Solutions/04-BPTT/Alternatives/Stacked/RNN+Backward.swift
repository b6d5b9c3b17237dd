import LinearAlgebra

extension RNN {
  /// The gradients of one step.
  public struct StepGradients: Sendable {
    /// dW_xh.
    public var weightIH: Matrix<Double>
    /// dW_hh.
    public var weightHH: Matrix<Double>
    /// db_h.
    public var bias: Matrix<Double>
    /// dX_t.
    public var input: Matrix<Double>
    /// dH_{t-1}.
    public var previousState: Matrix<Double>

    /// The given gradients together.
    public init(
      weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>, input: Matrix<Double>,
      previousState: Matrix<Double>
    ) {
      self.weightIH = weightIH
      self.weightHH = weightHH
      self.bias = bias
      self.input = input
      self.previousState = previousState
    }
  }

  /// The gradients of a whole sequence.
  public struct SequenceGradients: Sendable {
    /// Of the weights.
    public var parameters: RNN
    /// Of the inputs.
    public var inputs: [Matrix<Double>]
    /// Of H_0.
    public var initialState: Matrix<Double>

    /// The given gradients together.
    public init(parameters: RNN, inputs: [Matrix<Double>], initialState: Matrix<Double>) {
      self.parameters = parameters
      self.inputs = inputs
      self.initialState = initialState
    }
  }

  /// Everything that A_t is made of as one matrix, [X_t, H_{t-1}, 1]: its gradients are two products.
  public func stepBackward(
    _ stateGradient: Matrix<Double>, through cache: StepCache
  ) throws -> StepGradients {
    let delta = stateGradient - stateGradient * cache.state * cache.state
    let (rows, weight) = stackedParts([cache])
    let weightGradient = matmul(rows.transposed(), delta)
    let rowGradient = matmul(delta, weight.transposed())
    let (input, all) = (weightIH.rows, weight.rows)
    return StepGradients(
      weightIH: weightGradient.rows(0..<input), weightHH: weightGradient.rows(input..<all - 1),
      bias: weightGradient.row(all - 1), input: rowGradient.columns(0..<input),
      previousState: rowGradient.columns(input..<all - 1))
  }

  private func stackedParts(_ caches: [StepCache]) -> (rows: Matrix<Double>, weight: Matrix<Double>) {
    let rows = caches.map { cache in
      let ones = Matrix<Double>(rows: cache.input.rows, columns: 1, repeating: 1)
      return concatenate(columns: [cache.input, cache.previousState, ones])
    }
    return (concatenate(rows: rows), concatenate(rows: [weightIH, weightHH, bias]))
  }

  /// Only the states' gradients go step by step; each weight's is one product over all steps at once.
  public func backward(
    _ logitGradients: [Matrix<Double>], through caches: [StepCache]
  ) throws -> SequenceGradients {
    var deltas: [Matrix<Double>] = []
    var later: Matrix<Double>?
    for index in caches.indices.reversed() {
      var gradient = matmul(logitGradients[index], weightHQ.transposed())
      if let next = later { gradient += next }
      let state = caches[index].state
      let delta = gradient * state.map { (1 - $0) * (1 + $0) }
      deltas.insert(delta, at: 0)
      later = matmul(delta, weightHH.transposed())
    }
    let (rows, _) = stackedParts(caches)
    let weights = matmul(rows, concatenate(rows: deltas), transposingFirst: true)
    let outputs = concatenate(rows: logitGradients)
    let states = concatenate(rows: caches.map(\.state))
    let (input, all) = (weightIH.rows, weights.rows)
    let parameters = RNN(
      weightIH: weights.rows(0..<input), weightHH: weights.rows(input..<all - 1), bias: weights.row(all - 1),
      weightHQ: matmul(states.transposed(), outputs), biasQ: outputs.columnSums())
    return SequenceGradients(
      parameters: parameters, inputs: deltas.map { matmul($0, weightIH.transposed()) },
      initialState: later ?? .zeros(caches[0].previousState.shape))
  }
}
