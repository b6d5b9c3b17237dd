import LinearAlgebra

extension BPTTOracle {
  /// A mistake that can be made in one step back.
  enum StepSlip: CaseIterable {
    case derivativeLeftOut, derivativeAtPreviousState, derivativeWithoutSquare, derivativeOfSigmoid
    case newStateInWeight, weightGradientTransposed, biasAveraged, weightsAveraged, weightNotTransposed
    case weightLeftOut

    var mistake: String {
      switch self {
      case .derivativeLeftOut: "the derivative of tanh is left out"
      case .derivativeAtPreviousState: "the derivative of tanh is taken at H_{t-1} instead of H_t"
      case .derivativeWithoutSquare: "1 - H_t stands in the place of 1 - H_t²"
      case .derivativeOfSigmoid:
        "H_t (1 - H_t), the derivative of the sigmoid, stands in the place of 1 - H_t²"
      case .newStateInWeight: "H_t stands in the place of H_{t-1} in dW_hh"
      case .weightGradientTransposed: "dW_hh is transposed: it is H_{t-1}ᵀ · dA and not dAᵀ · H_{t-1}"
      case .biasAveraged: "the gradient of the bias is averaged over the batch instead of summed"
      case .weightsAveraged: "the gradients of the weights are averaged over the batch instead of summed"
      case .weightNotTransposed: "W_hh is not transposed on the way back"
      case .weightLeftOut: "W_hh is left out on the way back to H_{t-1}"
      }
    }
  }

  /// A mistake that can be made in the loop over the steps.
  enum LoopSlip: CaseIterable {
    case horizontalMissing, oneStepOnly, lastLossOnly, forwardOrder, previousStateInOutput, laterCountedTwice

    var mistake: String {
      switch self {
      case .horizontalMissing:
        "nothing is passed on from a step to the one before it: the horizontal path is missing"
      case .oneStepOnly: "each step's gradients replace those of the other steps instead of being added"
      case .lastLossOnly: "only the loss of the last step goes back"
      case .forwardOrder: "the way back goes through the steps from the first to the last"
      case .previousStateInOutput: "H_{t-1} stands in the place of H_t in dW_hq"
      case .laterCountedTwice: "what comes from the later steps is added twice"
      }
    }
  }

  /// The gradients of one step, given dH_t.
  func stepBackward(_ gradient: Matrix<Double>, _ kept: Kept, slip: StepSlip? = nil) -> Step {
    let (batch, hidden) = (gradient.rows, gradient.columns)
    let sums = Self.make(batch, hidden) { gradient[$0, $1] * derivative(kept, $0, $1, slip) }
    let ofWeights = slip == .weightsAveraged ? 1 / Double(batch) : 1
    let ofBias = slip == .biasAveraged ? 1 / Double(batch) : 1
    let before = slip == .newStateInWeight ? kept.state : kept.previousState
    return Step(
      weightIH: Self.make(kept.input.columns, hidden) { input, unit in
        ofWeights * Self.sum(batch) { kept.input[$0, input] * sums[$0, unit] }
      },
      weightHH: Self.make(hidden, hidden) { from, unit in
        slip == .weightGradientTransposed
          ? Self.sum(batch) { before[$0, unit] * sums[$0, from] }
          : ofWeights * Self.sum(batch) { before[$0, from] * sums[$0, unit] }
      },
      bias: Self.make(1, hidden) { _, unit in ofBias * Self.sum(batch) { sums[$0, unit] } },
      input: Self.make(batch, kept.input.columns) { example, input in
        Self.sum(hidden) { sums[example, $0] * weightIH[input, $0] }
      },
      previousState: Self.make(batch, hidden) { example, from in
        if slip == .weightLeftOut { return sums[example, from] }
        return Self.sum(hidden) {
          sums[example, $0] * (slip == .weightNotTransposed ? weightHH[$0, from] : weightHH[from, $0])
        }
      })
  }

  private func derivative(_ kept: Kept, _ example: Int, _ unit: Int, _ slip: StepSlip?) -> Double {
    let state = kept.state[example, unit]
    switch slip {
    case .derivativeLeftOut: return 1
    case .derivativeAtPreviousState:
      let before = kept.previousState[example, unit]
      return 1 - before * before
    case .derivativeWithoutSquare: return 1 - state
    case .derivativeOfSigmoid: return state * (1 - state)
    default: return 1 - state * state
    }
  }

  /// The gradients of a whole sequence: the weights' in a `BPTTOracle`, the inputs', and the initial state's.
  func backward(
    _ logitGradients: [Matrix<Double>], _ steps: [Kept], stepSlip: StepSlip? = nil, loopSlip: LoopSlip? = nil
  ) -> (weights: BPTTOracle, inputs: [Matrix<Double>], initialState: Matrix<Double>) {
    var sums = BPTTOracle(
      weightIH: weightIH * 0, weightHH: weightHH * 0, bias: bias * 0, weightHQ: weightHQ * 0, biasQ: biasQ * 0
    )
    let zero = steps[0].state * 0
    var inputs = steps.map { $0.input * 0 }
    var later = zero
    let order = loopSlip == .forwardOrder ? Array(steps.indices) : steps.indices.reversed()
    for (turn, index) in order.enumerated() {
      let fromLoss = loopSlip == .lastLossOnly && turn > 0 ? zero : fromOutput(logitGradients[index])
      let step = stepBackward(fromLoss + later, steps[index], slip: stepSlip)
      if loopSlip == .oneStepOnly { sums = zeroed(sums) }
      sums.add(step, logitGradients[index], outputFrom: steps[index], loopSlip)
      inputs[index] = step.input
      later =
        loopSlip == .horizontalMissing
        ? zero : step.previousState * (loopSlip == .laterCountedTwice ? 2 : 1)
    }
    return (sums, inputs, later)
  }

  /// ∂L_t/∂H_t, the vertical part alone.
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
    _ step: Step, _ logitGradient: Matrix<Double>, outputFrom kept: Kept, _ slip: LoopSlip?
  ) {
    let state = slip == .previousStateInOutput ? kept.previousState : kept.state
    weightIH += step.weightIH
    weightHH += step.weightHH
    bias += step.bias
    weightHQ += Self.make(weightHQ.rows, weightHQ.columns) { unit, output in
      Self.sum(state.rows) { state[$0, unit] * logitGradient[$0, output] }
    }
    biasQ += Self.make(1, biasQ.columns) { _, output in
      Self.sum(logitGradient.rows) { logitGradient[$0, output] }
    }
  }
}
