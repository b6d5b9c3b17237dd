import LinearAlgebra

/// The results of a backward pass: the gradients of the inputs, of the previous state, and of the nine parameters.
struct GRUGradients {
  var inputs: [Matrix<Double>]  // T of [B, I]
  var state: Matrix<Double>  // [B, H]
  var parameters: GRUOracle

  /// Everything in one list, to compare whole answers.
  var matrices: [Matrix<Double>] { inputs + [state] + parameters.matrices }
}

extension GRUOracle {
  /// W_xr, W_hr, b_r, then the same of the update gate and of the candidate.
  var matrices: [Matrix<Double>] { reset.matrices + update.matrices + candidate.matrices }

  /// The same shapes, all zero.
  func zeroed() -> GRUOracle {
    func zero(_ gate: Gate) -> Gate {
      Gate(
        weightIH: .zeros(gate.weightIH.shape), weightHH: .zeros(gate.weightHH.shape),
        bias: .zeros(gate.bias.shape))
    }
    return GRUOracle(reset: zero(reset), update: zero(update), candidate: zero(candidate))
  }

  /// One backward step, added to `gradient`; checked against finite differences in OracleTests.
  func backward(
    _ stateGradient: Matrix<Double>, through step: Step, mistake: GRUBackwardMistake = .none,
    adding gradient: inout GRUOracle
  ) -> (input: Matrix<Double>, state: Matrix<Double>) {
    let dH = mistake == .signTurned ? -stateGradient : stateGradient
    let (r, old) = (step.resetGate, step.previousState)
    let dBlend = blendGradients(dH, step, mistake)
    let dAz = dBlend.update * derivative(.update, step.updateGate, mistake)
    let dAh = dBlend.candidate * derivative(.candidate, step.candidate, mistake)
    let dVisible = mistake == .reset(.withoutWeight) ? dAh : back(dAh, .candidate, mistake)
    let dR = mistake == .reset(.withoutState) ? dVisible : dVisible * old
    let dAr = dR * derivative(.reset, r, mistake)

    let ofGates = mistake == .reset(.gateWeightsWithReset) ? r * old : old
    let visible =
      mistake == .reset(.weightWithoutReset) ? old : mistake == .reset(.weightOfResetAlone) ? r : r * old
    add(dAr, step.input, ofGates, mistake, .reset, to: &gradient.reset)
    add(dAz, step.input, ofGates, mistake, .update, to: &gradient.update)
    add(dAh, step.input, visible, mistake, .candidate, to: &gradient.candidate)

    let paths: [(GRUBackwardMistake.Path, Matrix<Double>)] = [
      (.kept, dBlend.kept), (.candidate, mistake == .reset(.pathWithoutReset) ? dVisible : dVisible * r),
      (.update, back(dAz, .update, mistake)), (.reset, back(dAr, .reset, mistake)),
    ]
    var state = Matrix<Double>.zeros(old.shape)
    for (path, gradient) in paths where mistake != .path(path, isMissing: true) {
      state += mistake == .path(path, isMissing: false) ? -gradient : gradient
    }
    var input = Matrix<Double>.zeros(step.input.shape)
    for (part, sum) in [(GRUPart.reset, dAr), (.update, dAz), (.candidate, dAh)]
    where mistake != .inputPath(part, isMissing: true) {
      let share = matmul(sum, gate(part).weightIH, transposingSecond: true)
      input += mistake == .inputPath(part, isMissing: false) ? -share : share
    }
    return (input, mistake == .stateZero ? state * 0 : state)
  }

  /// The gradients the blend passes on: to the update gate, to the candidate, and directly to the previous state.
  private func blendGradients(
    _ dH: Matrix<Double>, _ step: Step, _ mistake: GRUBackwardMistake
  ) -> (update: Matrix<Double>, candidate: Matrix<Double>, kept: Matrix<Double>) {
    let (z, old, new) = (step.updateGate, step.previousState, step.candidate)
    var factors = (update: old - new, candidate: 1 - z, kept: z)
    if case .blend(let mistake) = mistake {
      switch mistake {
      case .sharesSwapped: (factors.candidate, factors.kept) = (z, 1 - z)
      case .updateSign: factors.update = new - old
      case .updateWithoutCandidate: factors.update = old
      case .updateWithoutState: factors.update = -new
      case .updateWithSum: factors.update = old + new
      case .updateWithoutBoth: factors.update = ones(like: z)
      case .candidateWithoutShare: factors.candidate = ones(like: z)
      case .candidateWithGate: factors.candidate = z
      case .candidateWithOnePlus: factors.candidate = 1 + z
      case .keptWithComplement: factors.kept = 1 - z
      case .keptWithoutGate: factors.kept = ones(like: z)
      }
    }
    return (dH * factors.update, dH * factors.candidate, dH * factors.kept)
  }

  /// σ′ or tanh′, from the gate's or the candidate's value.
  private func derivative(_ part: GRUPart, _ value: Matrix<Double>, _ mistake: GRUBackwardMistake) -> Matrix<
    Double
  > {
    let (ofSigmoid, ofTanh) = (value * (1 - value), 1 - value * value)
    let isTanh = part == .candidate
    if mistake == .forgotten(part) { return .zeros(value.shape) }
    guard case .derivative(part, let form) = mistake else { return isTanh ? ofTanh : ofSigmoid }
    return switch form {
    case .missing: ones(like: value)
    case .value: isTanh ? value * value : value
    case .complement: 1 - value
    case .plus: isTanh ? 1 + value * value : value * (1 + value)
    case .other: isTanh ? ofSigmoid : ofTanh
    }
  }

  private func ones(like matrix: Matrix<Double>) -> Matrix<Double> { matrix.map { _ in 1 } }

  private func gate(_ part: GRUPart) -> Gate { [reset, update, candidate][part.rawValue] }

  private func back(_ sums: Matrix<Double>, _ part: GRUPart, _ mistake: GRUBackwardMistake) -> Matrix<Double>
  {
    let isRight = mistake != .untransposed(nil) && mistake != .untransposed(part)
    return matmul(sums, gate(part).weightHH, transposingSecond: isRight)
  }

  private func add(
    _ sums: Matrix<Double>, _ input: Matrix<Double>, _ state: Matrix<Double>, _ mistake: GRUBackwardMistake,
    _ part: GRUPart, to gate: inout Gate
  ) {
    func share(_ parameter: Int, _ gradient: Matrix<Double>) -> Matrix<Double> {
      guard case .share(let wrong, let which, let isMissing) = mistake, wrong == nil || wrong == part,
        which == parameter || which == 3
      else { return gradient }
      return isMissing ? .zeros(gradient.shape) : -gradient
    }
    gate.weightIH += share(0, matmul(input, sums, transposingFirst: true))
    gate.weightHH += share(1, matmul(state, sums, transposingFirst: true))
    gate.bias += share(2, mistake == .biasMean ? sums.columnSums() / Double(sums.rows) : sums.columnSums())
  }

  /// The loss whose gradients with respect to the states are `outputGradients`: Σ_t Σ dH_t ⊙ H_t.
  func loss(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>, _ outputGradients: [Matrix<Double>]
  ) -> Double {
    zip(steps(inputs, from: initialState), outputGradients).reduce(0) { $0 + $1.0.state.dot($1.1) }
  }
}

extension GRUOracle {
  /// The backward pass over a sequence.
  func backward(
    _ outputGradients: [Matrix<Double>], through steps: [Step], mistake: GRUBackwardMistake = .none,
    loop: GRULoopMistake = .none
  ) -> GRUGradients {
    let zero = Matrix<Double>.zeros(outputGradients[0].shape)
    var parameters = zeroed()
    var inputs: [Matrix<Double>] = []
    var fromLater = zero
    var order = loop == .forwardOrder ? Array(steps.indices) : steps.indices.reversed()
    if loop == .firstStepSkipped { order.removeLast() }
    for index in order {
      let isLast = index == steps.count - 1
      let isUsed = !(loop == .lastOutputOnly && !isLast || loop == .outputsIgnoredAtLast && isLast)
      let output = isUsed ? outputGradients[index] : zero
      let stateGradient =
        switch loop {
        case .horizontalMissing, .nothingStored: output
        case .horizontalSubtracted: output - fromLater
        default: output + fromLater
        }
      if loop == .lastShareOnly { parameters = zeroed() }
      let before = backward(stateGradient, through: steps[index], mistake: mistake, adding: &parameters)
      inputs.append(before.input)
      fromLater = before.state
    }
    if loop != .inputsReversed, loop != .forwardOrder { inputs.reverse() }
    if loop == .meanOverSteps { parameters = parameters.scaled(by: 1 / Double(steps.count)) }
    let isZero = loop == .nothingStored || loop == .initialStateZero
    return GRUGradients(inputs: inputs, state: isZero ? zero : fromLater, parameters: parameters)
  }

  private func scaled(by factor: Double) -> GRUOracle {
    func scale(_ gate: Gate) -> Gate {
      Gate(weightIH: gate.weightIH * factor, weightHH: gate.weightHH * factor, bias: gate.bias * factor)
    }
    return GRUOracle(reset: scale(reset), update: scale(update), candidate: scale(candidate))
  }
}
