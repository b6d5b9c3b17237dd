import LinearAlgebra

/// What one way back gives: the gradients of the inputs, of the state before, and of the nine parameters.
struct GRUGradients {
  var inputs: [Matrix<Double>]  // T of [B, I]
  var state: Matrix<Double>  // [B, H]
  var parameters: GRUOracle

  /// Everything in one list, to compare whole answers.
  var matrices: [Matrix<Double>] { inputs + [state] + parameters.matrices }
}

extension GRUOracle {
  /// W_xr, W_hr, b_r, then those of the update gate and of the candidate.
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

  /// The way back of one step, added to `gradient`; checked against difference quotients in OracleTests.
  func backward(
    _ stateGradient: Matrix<Double>, through step: Step, slip: GRUBackSlip = .none,
    adding gradient: inout GRUOracle
  ) -> (input: Matrix<Double>, state: Matrix<Double>) {
    let dH = slip == .signTurned ? -stateGradient : stateGradient
    let (r, z, old, new) = (step.resetGate, step.updateGate, step.previousState, step.candidate)
    let keptShare = slip == .sharesSwapped ? 1 - z : z
    var dAz = dH * (slip == .updateWithoutCandidate ? old : old - new)
    if slip == .updateSign { dAz = -dAz }
    if slip != .updateDerivativeMissing { dAz = dAz * z * (1 - z) }
    var dAh = dH * (1 - keptShare)
    if slip != .tanhDerivativeMissing { dAh = dAh * (1 - new * new) }
    let dVisible = back(dAh, candidate.weightHH, slip)
    var dAr = slip == .resetWithoutState ? dVisible : dVisible * old
    if slip != .resetDerivativeMissing { dAr = dAr * r * (1 - r) }

    let visible = slip == .candidateWeightWithoutReset ? old : r * old
    add(dAr, step.input, old, slip, to: &gradient.reset)
    add(dAz, step.input, old, slip, to: &gradient.update)
    add(dAh, step.input, visible, slip, to: &gradient.candidate)

    var state = Matrix<Double>.zeros(old.shape)
    if slip != .keptShareMissing { state += dH * keptShare }
    if slip != .candidatePathMissing {
      state += slip == .candidatePathWithoutReset ? dVisible : dVisible * r
    }
    if slip != .updatePathMissing { state += back(dAz, update.weightHH, slip) }
    if slip != .resetPathMissing { state += back(dAr, reset.weightHH, slip) }
    let input = [(dAr, reset), (dAz, update), (dAh, candidate)]
      .map { matmul($0, $1.weightIH, transposingSecond: true) }
    return (input[0] + input[1] + input[2], state)
  }

  private func back(
    _ sums: Matrix<Double>, _ weight: Matrix<Double>, _ slip: GRUBackSlip
  ) -> Matrix<Double> {
    matmul(sums, weight, transposingSecond: slip != .weightsUntransposed)
  }

  private func add(
    _ sums: Matrix<Double>, _ input: Matrix<Double>, _ state: Matrix<Double>, _ slip: GRUBackSlip,
    to gate: inout Gate
  ) {
    gate.weightIH += matmul(input, sums, transposingFirst: true)
    gate.weightHH += matmul(state, sums, transposingFirst: true)
    gate.bias += slip == .biasMean ? sums.columnSums() / Double(sums.rows) : sums.columnSums()
  }

  /// The loss whose gradients `outputGradients` begin: Σ_t Σ dH_t ⊙ H_t.
  func loss(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>, _ outputGradients: [Matrix<Double>]
  ) -> Double {
    zip(steps(inputs, from: initialState), outputGradients).reduce(0) { $0 + $1.0.state.dot($1.1) }
  }
}

/// A mistake of the loop over the steps.
enum GRULoopSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case horizontalMissing = "nothing is handed on from step t + 1 to step t: the horizontal path is missing"
  case lastOutputOnly = "only the last output's gradient is used"
  case outputsIgnoredAtLast = "the gradient of the last output is not used"
  case inputsReversed = "the gradients of the inputs stand in the order of the way back"
  case meanOverSteps = "the gradients of the parameters are means over the steps instead of sums"
  case lastShareOnly = "each step overwrites the gradients of the parameters instead of adding to them"
  case forwardOrder = "the loop goes from the first step to the last"
}

extension GRUOracle {
  /// The way back over a sequence.
  func backward(
    _ outputGradients: [Matrix<Double>], through steps: [Step], slip: GRUBackSlip = .none,
    loop: GRULoopSlip = .none
  ) -> GRUGradients {
    var parameters = zeroed()
    var inputs: [Matrix<Double>] = []
    var fromLater = Matrix<Double>.zeros(outputGradients[0].shape)
    let order = loop == .forwardOrder ? Array(steps.indices) : steps.indices.reversed()
    for index in order {
      let isLast = index == steps.count - 1
      var stateGradient = loop == .horizontalMissing ? .zeros(fromLater.shape) : fromLater
      if !(loop == .lastOutputOnly && !isLast || loop == .outputsIgnoredAtLast && isLast) {
        stateGradient += outputGradients[index]
      }
      if loop == .lastShareOnly { parameters = zeroed() }
      let before = backward(stateGradient, through: steps[index], slip: slip, adding: &parameters)
      inputs.append(before.input)
      fromLater = before.state
    }
    if loop != .inputsReversed, loop != .forwardOrder { inputs.reverse() }
    if loop == .meanOverSteps { parameters = parameters.scaled(by: 1 / Double(steps.count)) }
    return GRUGradients(inputs: inputs, state: fromLater, parameters: parameters)
  }

  private func scaled(by factor: Double) -> GRUOracle {
    func scale(_ gate: Gate) -> Gate {
      Gate(weightIH: gate.weightIH * factor, weightHH: gate.weightHH * factor, bias: gate.bias * factor)
    }
    return GRUOracle(reset: scale(reset), update: scale(update), candidate: scale(candidate))
  }
}
