import LinearAlgebra

/// What one way back gives: the gradients of the inputs, of the state before, and of the twelve parameters.
struct LSTMGradients {
  var inputs: [Matrix<Double>]  // T of [B, I]
  var state: LSTMOracle.State
  var parameters: LSTMOracle

  /// Everything in one list, to compare whole answers.
  var matrices: [Matrix<Double>] { inputs + [state.hidden, state.cell] + parameters.matrices }
}

extension LSTMOracle {
  /// W_xi, W_hi, b_i, then those of the forget gate, of the candidate and of the output gate.
  var matrices: [Matrix<Double>] { gates.flatMap(\.matrices) }

  /// The same parameters, each put through `change`.
  func mapped(_ change: (Matrix<Double>) -> Matrix<Double>) -> LSTMOracle {
    LSTMOracle(
      gates: gates.map { gate in
        Gate(weightIH: change(gate.weightIH), weightHH: change(gate.weightHH), bias: change(gate.bias))
      })
  }

  /// The same shapes, all zero.
  func zeroed() -> LSTMOracle { mapped { .zeros($0.shape) } }

  /// The way back of one step, added to `gradient`; checked against difference quotients in OracleTests.
  func backward(
    _ stateGradient: State, through step: Step, slip: LSTMBackSlip = .none,
    adding gradient: inout LSTMOracle
  ) -> (input: Matrix<Double>, state: State) {
    let sign = slip == .signTurned ? -1.0 : 1
    let dH = stateGradient.hidden * sign
    let dC = cellGradient(dH, stateGradient.cell * sign, step, slip)
    let forget = step.gates[1]
    let sums = sumGradients(dH, dC, step, slip)

    let seen = slip == .newHiddenInWeights ? step.state.hidden : step.previous.hidden
    var input = Matrix<Double>.zeros(step.input.shape)
    var hidden = Matrix<Double>.zeros(seen.shape)
    for (index, sum) in sums.enumerated() {
      gradient.gates[index].weightIH += matmul(step.input, sum, transposingFirst: true)
      gradient.gates[index].weightHH += matmul(seen, sum, transposingFirst: true)
      gradient.gates[index].bias +=
        slip == .biasMean ? sum.columnSums() / Double(sum.rows) : sum.columnSums()
      input += matmul(sum, gates[index].weightIH, transposingSecond: true)
      if slip != .oneGateOnly || index == 2 {
        hidden += matmul(sum, gates[index].weightHH, transposingSecond: slip != .weightsUntransposed)
      }
    }
    return (input, State(hidden: hidden, cell: slip == .forgetLeftOut ? dC : dC * forget))
  }

  /// dC_t along both ways.
  private func cellGradient(
    _ dH: Matrix<Double>, _ later: Matrix<Double>, _ step: Step, _ slip: LSTMBackSlip
  ) -> Matrix<Double> {
    let shown = tanh(step.state.cell)
    var through = slip == .outputGateMissing ? dH : dH * step.gates[3]
    switch slip {
    case .shownDerivativeMissing: break
    case .derivativeOfCell: through *= 1 - step.state.cell * step.state.cell
    default: through *= 1 - shown * shown
    }
    switch slip {
    case .laterCellIgnored: return through
    case .shownPathMissing: return later
    default: return later + through
    }
  }

  /// The gradients of the four sums.
  private func sumGradients(
    _ dH: Matrix<Double>, _ dC: Matrix<Double>, _ step: Step, _ slip: LSTMBackSlip
  ) -> [Matrix<Double>] {
    let (input, forget, candidate, output) = (step.gates[0], step.gates[1], step.gates[2], step.gates[3])
    let isSwapped = slip == .inputCandidateSwapped
    var sums = [
      dC * (isSwapped ? input : candidate),
      dC * (slip == .forgetWithNewCell ? step.state.cell : step.previous.cell),
      dC * (isSwapped ? candidate : input),
      dH * (slip == .outputWithoutTanh ? step.state.cell : tanh(step.state.cell)),
    ]
    if slip != .inputDerivativeMissing { sums[0] *= input * (1 - input) }
    if slip != .forgetDerivativeMissing { sums[1] *= forget * (1 - forget) }
    if slip != .outputDerivativeMissing { sums[3] *= output * (1 - output) }
    switch slip {
    case .candidateDerivativeMissing: break
    case .candidateSigmoidDerivative: sums[2] *= candidate * (1 - candidate)
    default: sums[2] *= 1 - candidate * candidate
    }
    return sums
  }

  /// The loss whose gradients `outputGradients` begin: Σ_t Σ dH_t ⊙ H_t.
  func loss(
    _ inputs: [Matrix<Double>], from initialState: State, _ outputGradients: [Matrix<Double>]
  ) -> Double {
    zip(steps(inputs, from: initialState), outputGradients).reduce(0) { $0 + $1.0.state.hidden.dot($1.1) }
  }
}

extension LSTMOracle {
  /// The way back over a sequence.
  func backward(
    _ outputGradients: [Matrix<Double>], through steps: [Step], slip: LSTMBackSlip = .none,
    loop: LSTMLoopSlip = .none
  ) -> LSTMGradients {
    let zero = Matrix<Double>.zeros(outputGradients[0].shape)
    var parameters = zeroed()
    var inputs: [Matrix<Double>] = []
    var fromLater = State(hidden: zero, cell: zero)
    let order = loop == .forwardOrder ? Array(steps.indices) : steps.indices.reversed()
    for index in order {
      var stateGradient = fromLater
      if loop == .nothingHandedOn || loop == .hiddenNotHandedOn { stateGradient.hidden = zero }
      if loop == .nothingHandedOn || loop == .cellNotHandedOn { stateGradient.cell = zero }
      if loop != .lastOutputOnly || index == steps.count - 1 {
        stateGradient.hidden += outputGradients[index]
      }
      if loop == .outputToCell { stateGradient.cell += outputGradients[index] }
      if loop == .lastShareOnly { parameters = zeroed() }
      let before = backward(stateGradient, through: steps[index], slip: slip, adding: &parameters)
      inputs.append(before.input)
      fromLater = before.state
    }
    if loop != .inputsReversed, loop != .forwardOrder { inputs.reverse() }
    if loop == .meanOverSteps { parameters = parameters.mapped { $0 / Double(steps.count) } }
    return LSTMGradients(inputs: inputs, state: fromLater, parameters: parameters)
  }
}
