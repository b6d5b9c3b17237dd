import LinearAlgebra

extension BPTTOracle {
  /// The gradients of one step, given dH_t.
  func stepBackward(_ gradient: Matrix<Double>, _ kept: Kept, mistake: StepMistake? = nil) -> Step {
    let (batch, hidden) = (gradient.rows, gradient.columns)
    let sums = Self.make(batch, hidden) {
      (mistake == .gradientLeftOut ? 1 : gradient[$0, $1]) * derivative(kept, $0, $1, mistake)
    }
    let ofInner = mistake == .weightsOfStateGradient ? gradient : sums
    let ofWeights = mistake == .weightsAveraged ? 1 / Double(batch) : 1
    let ofBias = mistake == .biasAveraged ? 1 / Double(batch) : 1
    let before = mistake == .newStateInWeight ? kept.state : kept.previousState
    return Step(
      weightIH: Self.make(kept.input.columns, hidden) { input, unit in
        ofWeights * Self.sum(batch) { kept.input[$0, input] * ofInner[$0, unit] }
      },
      weightHH: Self.make(hidden, hidden) { from, unit in
        mistake == .weightGradientTransposed
          ? Self.sum(batch) { before[$0, unit] * sums[$0, from] }
          : ofWeights * Self.sum(batch) { before[$0, from] * ofInner[$0, unit] }
      },
      bias: mistake == .biasOverUnits
        ? sums.rowSums()
        : Self.make(1, hidden) { _, unit in
          ofBias * Self.sum(mistake == .biasOfFirstRow ? 1 : batch) { sums[$0, unit] }
        },
      input: Self.make(batch, kept.input.columns) { example, input in
        Self.sum(hidden) { sums[example, $0] * weightIH[input, $0] }
      },
      previousState: Self.make(batch, hidden) { example, from in
        if mistake == .weightLeftOut { return sums[example, from] }
        return Self.sum(hidden) {
          sums[example, $0] * (mistake == .weightNotTransposed ? weightHH[$0, from] : weightHH[from, $0])
        }
      })
  }

  private func derivative(_ kept: Kept, _ example: Int, _ unit: Int, _ mistake: StepMistake?) -> Double {
    let state = kept.state[example, unit]
    switch mistake {
    case .derivativeLeftOut: return 1
    case .derivativeAtPreviousState:
      let before = kept.previousState[example, unit]
      return 1 - before * before
    case .derivativeWithoutSquare: return 1 - state
    case .derivativeOfSigmoid: return state * (1 - state)
    case .derivativeWithPlus: return 1 + state * state
    case .derivativeTwice: return (1 - state * state) * (1 - state * state)
    case .bracketSquared: return (1 - state) * (1 - state)
    default: return 1 - state * state
    }
  }

  /// The gradients of a whole sequence: the weights' in a `BPTTOracle`, the inputs', and the initial state's.
  func backward(
    _ logitGradients: [Matrix<Double>], _ steps: [Kept], stepMistake: StepMistake? = nil,
    loopMistake: LoopMistake? = nil
  ) -> Gradients {
    var sums = BPTTOracle(
      weightIH: weightIH * 0, weightHH: weightHH * 0, bias: bias * 0, weightHQ: weightHQ * 0, biasQ: biasQ * 0
    )
    let zero = steps[0].state * 0
    var inputs = steps.map { $0.input * 0 }
    var later = zero
    for (turn, index) in order(steps.count, loopMistake).enumerated() {
      let isWithoutLoss = loopMistake == .verticalMissing || loopMistake == .lastLossOnly && turn > 0
      let fromLoss = isWithoutLoss ? zero : fromOutput(logitGradients[index])
      let all = loopMistake == .laterSubtracted ? fromLoss - later : fromLoss + later
      let step = stepBackward(all, steps[index], mistake: stepMistake)
      if loopMistake == .oneStepOnly { sums = zeroed(sums) }
      sums.add(step, logitGradients[index], outputFrom: steps[index], loopMistake)
      inputs[index] = step.input
      switch loopMistake {
      case .horizontalMissing: later = zero
      case .laterCountedTwice: later = step.previousState * 2
      case .laterSummed: later += step.previousState
      case .laterWithoutStep: later = all
      default: later = step.previousState
      }
    }
    return (sums, inputs, later)
  }

  /// dH_0 … dH_{T-1}: what each step passes back.
  func statesPassedBack(_ logitGradients: [Matrix<Double>], _ steps: [Kept]) -> [Matrix<Double>] {
    steps.indices.map { backward(Array(logitGradients[$0...]), Array(steps[$0...])).initialState }
  }

  /// The steps in the order in which the loop goes through them.
  private func order(_ count: Int, _ mistake: LoopMistake?) -> [Int] {
    switch mistake {
    case .forwardOrder: Array(0..<count)
    case .firstStepSkipped: (1..<count).reversed()
    case .lastStepSkipped: (0..<count - 1).reversed()
    default: (0..<count).reversed()
    }
  }

  /// ∂L_t/∂H_t, only the vertical part.
  func fromOutput(_ logitGradient: Matrix<Double>) -> Matrix<Double> {
    Self.make(logitGradient.rows, weightHQ.rows) { example, unit in
      Self.sum(weightHQ.columns) { logitGradient[example, $0] * weightHQ[unit, $0] }
    }
  }

  private func zeroed(_ sums: BPTTOracle) -> BPTTOracle {
    BPTTOracle(
      weightIH: sums.weightIH * 0, weightHH: sums.weightHH * 0, bias: sums.bias * 0,
      weightHQ: sums.weightHQ * 0, biasQ: sums.biasQ * 0)
  }

  private mutating func add(
    _ step: Step, _ logitGradient: Matrix<Double>, outputFrom kept: Kept, _ mistake: LoopMistake?
  ) {
    let state = mistake == .previousStateInOutput ? kept.previousState : kept.state
    weightIH += step.weightIH
    weightHH += step.weightHH
    bias += step.bias
    if mistake == .outputOfOneStep { (weightHQ, biasQ) = (weightHQ * 0, biasQ * 0) }
    weightHQ += Self.make(weightHQ.rows, weightHQ.columns) { unit, output in
      Self.sum(state.rows) { state[$0, unit] * logitGradient[$0, output] }
    }
    biasQ += Self.make(1, biasQ.columns) { _, output in
      Self.sum(logitGradient.rows) { logitGradient[$0, output] }
    }
  }
}
