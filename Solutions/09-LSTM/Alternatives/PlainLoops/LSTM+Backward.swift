import Foundation
import LinearAlgebra

extension LSTM {
  /// One backward step: from the gradients of H_t and C_t to the gradients of everything the step used.
  ///
  /// A d marks the gradient of a loss L: dC_t is ∂L/∂C_t. The cell state gets its gradient along two paths:
  /// `stateGradient.cell` from the next step, and the path through H_t, which was computed from C_t.
  ///
  /// - Parameters:
  ///   - stateGradient: dH_t, and the part of dC_t from the next step, each [B, H].
  ///   - cache: the values the step cached in the forward pass.
  ///   - gradient: the parameter gradients so far; this step's share is added to them.
  /// - Returns: dX_t, [B, I], and dH_{t-1} and dC_{t-1}, each [B, H].
  public func backward(
    _ stateGradient: LSTMState, through cache: LSTMCache, adding gradient: inout LSTM
  ) throws -> (input: Matrix<Double>, state: LSTMState) {
    let gates = cache.gates
    var sums = gates  // becomes the gradients of the four pre-activations
    var state = stateGradient
    for example in 0..<cache.cell.rows {
      for unit in 0..<cache.cell.columns {
        let (i, f) = (gates.input[example, unit], gates.forget[example, unit])
        let (new, o) = (gates.candidate[example, unit], gates.output[example, unit])
        let shown = Foundation.tanh(cache.cell[example, unit])
        let toHidden = stateGradient.hidden[example, unit]
        let toCell = stateGradient.cell[example, unit] + toHidden * o * (1 - shown * shown)
        sums.input[example, unit] = toCell * new * i * (1 - i)
        sums.forget[example, unit] = toCell * cache.previousState.cell[example, unit] * f * (1 - f)
        sums.candidate[example, unit] = toCell * i * (1 - new * new)
        sums.output[example, unit] = toHidden * shown * o * (1 - o)
        state.cell[example, unit] = toCell * f
        state.hidden[example, unit] = 0
      }
    }
    var before = (input: cache.input * 0, state: state)
    spread(sums.input, inputGate, cache, &gradient.inputGate, &before)
    spread(sums.forget, forgetGate, cache, &gradient.forgetGate, &before)
    spread(sums.candidate, candidate, cache, &gradient.candidate, &before)
    spread(sums.output, outputGate, cache, &gradient.outputGate, &before)
    return before
  }

  /// The whole sequence backward, from the last step to the first.
  ///
  /// - Parameters:
  ///   - outputGradients: for each step, the gradient that reaches H_t from its own output, each [B, H]; at least one.
  ///   - caches: the caches of forward(_:from:), one per step.
  /// - Returns: dX_1 … dX_T, each [B, I]; dH_0 and dC_0, each [B, H]; and the gradients of the parameters, summed over
  ///   all steps.
  public func backward(
    _ outputGradients: [Matrix<Double>], through caches: [LSTMCache]
  ) throws -> (inputs: [Matrix<Double>], initialState: LSTMState, parameters: LSTM) {
    var parameters = zeroed()
    var inputs: [Matrix<Double>] = []
    let zero = Matrix<Double>.zeros(outputGradients[0].shape)
    var stateGradient = LSTMState(hidden: zero, cell: zero)  // nothing comes after the last step
    for (outputGradient, cache) in zip(outputGradients, caches).reversed() {
      stateGradient.hidden += outputGradient  // an output sees only H_t
      let before = try backward(stateGradient, through: cache, adding: &parameters)
      inputs.append(before.input)
      stateGradient = before.state
    }
    return (inputs.reversed(), stateGradient, parameters)
  }
}

/// From the gradient of one gate's sums to all that went into them, number by number.
private func spread(
  _ sums: Matrix<Double>, _ gate: GateWeights, _ cache: LSTMCache, _ gradient: inout GateWeights,
  _ before: inout (input: Matrix<Double>, state: LSTMState)
) {
  for example in 0..<sums.rows {
    for unit in 0..<sums.columns {
      let sum = sums[example, unit]
      gradient.bias[0, unit] += sum
      for index in 0..<cache.input.columns {
        gradient.weightIH[index, unit] += cache.input[example, index] * sum
        before.input[example, index] += sum * gate.weightIH[index, unit]
      }
      for index in 0..<sums.columns {
        gradient.weightHH[index, unit] += cache.previousState.hidden[example, index] * sum
        before.state.hidden[example, index] += sum * gate.weightHH[index, unit]
      }
    }
  }
}
