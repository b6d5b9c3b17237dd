import LinearAlgebra

/// The results of a backward pass: the gradients of the inputs, of the previous state, and of the twelve parameters.
struct LSTMGradients {
  var inputs: [Matrix<Double>]  // T of [B, I]
  var state: LSTMOracle.State
  var parameters: LSTMOracle

  /// Everything in one list, to compare whole answers.
  var matrices: [Matrix<Double>] { inputs + [state.hidden, state.cell] + parameters.matrices }
}

extension LSTMOracle {
  /// W_xi, W_hi, b_i, then the same of the forget gate, of the candidate and of the output gate.
  var matrices: [Matrix<Double>] { gates.flatMap(\.matrices) }

  /// The same parameters, each changed by `change`.
  func mapped(_ change: (Matrix<Double>) -> Matrix<Double>) -> LSTMOracle {
    LSTMOracle(
      gates: gates.map { gate in
        Gate(weightIH: change(gate.weightIH), weightHH: change(gate.weightHH), bias: change(gate.bias))
      })
  }

  /// The same shapes, all zero.
  func zeroed() -> LSTMOracle { mapped { .zeros($0.shape) } }

  /// One backward step, added to `gradient`; checked against finite differences in OracleTests.
  func backward(
    _ stateGradient: State, through step: Step, mistake: LSTMBackwardMistake = .none,
    adding gradient: inout LSTMOracle
  ) -> (input: Matrix<Double>, state: State) {
    let sign = mistake == .signTurned ? -1.0 : 1
    let (dH, later) = (stateGradient.hidden * sign, stateGradient.cell * sign)
    let dC = cellGradient(dH, later, step, mistake)
    let sums = sumGradients(dH, dC, step, mistake)

    let seen = mistake == .newHiddenInWeights ? step.state.hidden : step.previous.hidden
    var input = Matrix<Double>.zeros(step.input.shape)
    var hidden = Matrix<Double>.zeros(seen.shape)
    for part in LSTMPart.allCases where mistake != .forgotten(part) {
      let (sum, gate) = (sums[part.rawValue], gates[part.rawValue])
      add(sum, step.input, seen, mistake, part, to: &gradient.gates[part.rawValue])
      if mistake != .inputPath(part, isMissing: true) {
        let share = matmul(sum, gate.weightIH, transposingSecond: true)
        input += mistake == .inputPath(part, isMissing: false) ? -share : share
      }
      if mistake != .hiddenPath(part, isMissing: true), isOnPath(part, mistake) {
        let isTransposed = mistake != .untransposed(nil) && mistake != .untransposed(part)
        let share = matmul(sum, gate.weightHH, transposingSecond: isTransposed)
        hidden += mistake == .hiddenPath(part, isMissing: false) ? -share : share
      }
    }
    let (inputGate, forget) = (step.gates[0], step.gates[1])
    let cell: Matrix<Double>
    switch mistake {
    case .cell(.forgetLeftOut): cell = dC
    case .cell(.forgetInverted): cell = dC * (1 - forget)
    case .cell(.inputForForget): cell = dC * inputGate
    case .cell(.laterPassedOn): cell = later * forget
    default: cell = dC * forget
    }
    guard case .zero(let isHiddenZero, let isCellZero) = mistake else {
      return (input, State(hidden: hidden, cell: cell))
    }
    return (input, State(hidden: isHiddenZero ? hidden * 0 : hidden, cell: isCellZero ? cell * 0 : cell))
  }

  private func isOnPath(_ part: LSTMPart, _ mistake: LSTMBackwardMistake) -> Bool {
    if case .onlyPath(let only) = mistake { return part == only }
    return true
  }

  private func add(
    _ sum: Matrix<Double>, _ input: Matrix<Double>, _ hidden: Matrix<Double>, _ mistake: LSTMBackwardMistake,
    _ part: LSTMPart, to gate: inout Gate
  ) {
    func share(_ parameter: Int, _ gradient: Matrix<Double>) -> Matrix<Double> {
      guard case .share(let wrong, let which, let isMissing) = mistake, wrong == nil || wrong == part,
        which == parameter || which == 3
      else { return gradient }
      return isMissing ? .zeros(gradient.shape) : -gradient
    }
    gate.weightIH += share(0, matmul(input, sum, transposingFirst: true))
    gate.weightHH += share(1, matmul(hidden, sum, transposingFirst: true))
    gate.bias += share(2, mistake == .biasMean ? sum.columnSums() / Double(sum.rows) : sum.columnSums())
  }

  /// dC_t along both paths.
  private func cellGradient(
    _ dH: Matrix<Double>, _ later: Matrix<Double>, _ step: Step, _ mistake: LSTMBackwardMistake
  ) -> Matrix<Double> {
    let (cell, output) = (step.state.cell, step.gates[3])
    let shown = tanh(cell)
    let right = dH * output * (1 - shown * shown)
    guard case .cell(let mistake) = mistake else { return later + right }
    return switch mistake {
    case .laterIgnored: right
    case .shownPathMissing: later
    case .shownPathSubtracted: later - right
    case .outputGateMissing: later + dH * (1 - shown * shown)
    case .hiddenMissing: later + output * (1 - shown * shown)
    case .derivativeMissing: later + dH * output
    case .derivativeOfCell: later + dH * output * (1 - cell * cell)
    case .derivativePlus: later + dH * output * (1 + shown * shown)
    case .derivativeUnsquared: later + dH * output * (1 - shown)
    default: later + right
    }
  }

  /// The gradients of the four pre-activations.
  private func sumGradients(
    _ dH: Matrix<Double>, _ dC: Matrix<Double>, _ step: Step, _ mistake: LSTMBackwardMistake
  ) -> [Matrix<Double>] {
    let (input, candidate) = (step.gates[0], step.gates[2])
    let shown = tanh(step.state.cell)
    let ones = shown.map { _ in 1.0 }
    var factors = [candidate, step.previous.cell, input, shown]
    if case .factor(let mistake) = mistake {
      switch mistake {
      case .inputCandidateSwapped: factors.swapAt(0, 2)
      case .inputWithoutCandidate: factors[0] = ones
      case .forgetWithNewCell: factors[1] = step.state.cell
      case .forgetWithoutCell: factors[1] = ones
      case .forgetWithHidden: factors[1] = step.previous.hidden
      case .candidateWithoutGate: factors[2] = ones
      case .outputWithoutTanh: factors[3] = step.state.cell
      case .outputWithoutShown: factors[3] = ones
      }
    }
    return LSTMPart.allCases.map { part in
      (part == .output ? dH : dC) * factors[part.rawValue]
        * derivative(part, step.gates[part.rawValue], mistake)
    }
  }

  /// σ′ or tanh′, from the gate's or the candidate's value.
  private func derivative(
    _ part: LSTMPart, _ value: Matrix<Double>, _ mistake: LSTMBackwardMistake
  ) -> Matrix<Double> {
    let (ofSigmoid, ofTanh) = (value * (1 - value), 1 - value * value)
    let isTanh = part == .candidate
    guard case .derivative(part, let form) = mistake else { return isTanh ? ofTanh : ofSigmoid }
    return switch form {
    case .missing: value.map { _ in 1 }
    case .value: isTanh ? value * value : value
    case .complement: 1 - value
    case .plus: isTanh ? 1 + value * value : value * (1 + value)
    case .other: isTanh ? ofSigmoid : ofTanh
    }
  }

  /// The loss whose gradients with respect to the states are `outputGradients`: Σ_t Σ dH_t ⊙ H_t.
  func loss(
    _ inputs: [Matrix<Double>], from initialState: State, _ outputGradients: [Matrix<Double>]
  ) -> Double {
    zip(steps(inputs, from: initialState), outputGradients).reduce(0) { $0 + $1.0.state.hidden.dot($1.1) }
  }
}

extension LSTMOracle {
  /// The backward pass over a sequence.
  func backward(
    _ outputGradients: [Matrix<Double>], through steps: [Step], mistake: LSTMBackwardMistake = .none,
    loop: LSTMLoopMistake = .none
  ) -> LSTMGradients {
    let zero = Matrix<Double>.zeros(outputGradients[0].shape)
    var parameters = zeroed()
    var inputs: [Matrix<Double>] = []
    var fromLater = State(hidden: zero, cell: zero)
    var order = loop == .forwardOrder ? Array(steps.indices) : steps.indices.reversed()
    if loop == .firstStepSkipped { order.removeLast() }
    for index in order {
      var stateGradient = fromLater
      if loop == .nothingHandedOn || loop == .hiddenNotHandedOn { stateGradient.hidden = zero }
      if loop == .nothingHandedOn || loop == .cellNotHandedOn { stateGradient.cell = zero }
      let output = outputGradients[index]
      let isUsed = loop != .outputsMissing && (loop != .lastOutputOnly || index == steps.count - 1)
      if isUsed { stateGradient.hidden += loop == .outputSubtracted ? -output : output }
      if loop == .outputToCell { stateGradient.cell += output }
      if loop == .lastShareOnly { parameters = zeroed() }
      let before = backward(stateGradient, through: steps[index], mistake: mistake, adding: &parameters)
      inputs.append(before.input)
      // Without storing, the gradients added to dH accumulate in it.
      fromLater = loop == .nothingStored ? stateGradient : before.state
    }
    if loop != .inputsReversed, loop != .forwardOrder { inputs.reverse() }
    if loop == .meanOverSteps { parameters = parameters.mapped { $0 / Double(steps.count) } }
    return LSTMGradients(inputs: inputs, state: fromLater, parameters: parameters)
  }
}
