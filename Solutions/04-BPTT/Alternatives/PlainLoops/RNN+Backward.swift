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

  /// Every multiplication of the step forward, undone number by number.
  public func stepBackward(
    _ stateGradient: Matrix<Double>, through cache: StepCache
  ) throws -> StepGradients {
    var step = StepGradients(
      weightIH: .zeros(weightIH.shape), weightHH: .zeros(weightHH.shape), bias: .zeros(bias.shape),
      input: .zeros(cache.input.shape), previousState: .zeros(cache.previousState.shape))
    for example in 0..<stateGradient.rows {
      for unit in 0..<stateGradient.columns {
        let value = cache.state[example, unit]
        let delta = stateGradient[example, unit] * (1 - value) * (1 + value)
        step.bias[0, unit] += delta
        for feature in 0..<weightIH.rows {
          step.weightIH[feature, unit] += cache.input[example, feature] * delta
          step.input[example, feature] += weightIH[feature, unit] * delta
        }
        for other in 0..<weightHH.rows {
          step.weightHH[other, unit] += cache.previousState[example, other] * delta
          step.previousState[example, other] += weightHH[other, unit] * delta
        }
      }
    }
    return step
  }

  /// By counting down; every sum is taken over its numbers.
  public func backward(
    _ logitGradients: [Matrix<Double>], through caches: [StepCache]
  ) throws -> SequenceGradients {
    var sums = RNN(
      weightIH: .zeros(weightIH.shape), weightHH: .zeros(weightHH.shape), bias: .zeros(bias.shape),
      weightHQ: .zeros(weightHQ.shape), biasQ: .zeros(biasQ.shape))
    var inputs = caches.map(\.input)
    var carried = Matrix<Double>.zeros(caches[0].previousState.shape)
    var index = caches.count - 1
    while index >= 0 {
      carried += outputBackward(logitGradients[index], caches[index].state, &sums)
      let step = try stepBackward(carried, through: caches[index])
      sums.weightIH = sums.weightIH + step.weightIH
      sums.weightHH = sums.weightHH + step.weightHH
      sums.bias = sums.bias + step.bias
      inputs[index] = step.input
      carried = step.previousState
      index -= 1
    }
    return SequenceGradients(parameters: sums, inputs: inputs, initialState: carried)
  }

  private func outputBackward(
    _ gradient: Matrix<Double>, _ state: Matrix<Double>, _ sums: inout RNN
  ) -> Matrix<Double> {
    var stateGradient = Matrix<Double>.zeros(state.shape)
    for example in 0..<gradient.rows {
      for output in 0..<gradient.columns {
        sums.biasQ[0, output] += gradient[example, output]
        for unit in 0..<state.columns {
          sums.weightHQ[unit, output] += state[example, unit] * gradient[example, output]
          stateGradient[example, unit] += weightHQ[unit, output] * gradient[example, output]
        }
      }
    }
    return stateGradient
  }
}
