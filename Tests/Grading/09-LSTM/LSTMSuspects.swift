import GradingSupport
import LinearAlgebra

extension LSTMExample {
  /// Where to look in a step when no known mistake fits.
  static let equations = "C_t = F ⊙ C_{t-1} + I ⊙ C̃, and H_t = O ⊙ tanh(C_t)."
  /// Where to look in the way back when no known mistake fits.
  static let wayBack =
    "dH_t is its output's gradient plus dH from the step after it; dC comes from the step after it alone."

  /// What a gate is with each known slip.
  ///
  /// - Parameters:
  ///   - index: 0 to 3, for the input gate, the forget gate, the candidate and the output gate.
  func gateSuspects(_ index: Int) -> [Suspect] {
    LSTMSlip.ofGates.map { slip in
      Suspect(
        slip.rawValue, at: "gates(_:from:)", oracle.gates(inputs[0], from: initialState, slip: slip)[index])
    }
  }

  /// What H_1 and C_1 are with each known slip.
  func stepSuspects(_ place: String) -> [Suspect] {
    LSTMSlip.allCases.map { slip in
      let state = oracle.step(inputs[0], from: initialState, slip: slip).state
      return Suspect(slip.rawValue, at: place, [state.hidden, state.cell])
    }
  }

  /// What the hidden states and memories of the whole sequence are with each known slip, of the step or of the loop.
  func stateSuspects() -> [Suspect] {
    let loop = "the loop in forward(_:from:)"
    func suspect(_ mistake: String, _ place: String, _ steps: [LSTMOracle.Step]) -> Suspect {
      Suspect(mistake, at: place, steps.flatMap { [$0.state.hidden, $0.state.cell] })
    }
    let hiddenOnly = inputs.reduce(into: [LSTMOracle.Step]()) { steps, input in
      let hidden = steps.last?.state.hidden ?? initialState.hidden
      steps.append(oracle.step(input, from: LSTMOracle.State(hidden: hidden, cell: initialState.cell)))
    }
    return LSTMSlip.allCases.map {
      suspect($0.rawValue, "the step and its gates", oracle.steps(inputs, from: initialState, slip: $0))
    } + [
      suspect(
        "the first state is ignored and zeros stand in its place", loop, oracle.steps(inputs, from: zeroState)
      ),
      suspect(
        "every step starts from the initial state instead of the state before it", loop,
        oracle.steps(inputs, from: initialState, chained: false)),
      suspect("only H travels on from step to step, C does not", loop, hiddenOnly),
    ]
  }

  /// The known mistakes of one step back, those first that explain the whole answer.
  ///
  /// - Parameters:
  ///   - answer: all gradients that were returned, in the order of `LSTMGradients.matrices`.
  ///   - index: which of them is compared.
  func stepBackSuspects(_ answer: [Matrix<Double>], at index: Int) -> [Suspect] {
    ranked(
      LSTMBackSlip.allCases.dropFirst().map { ($0.rawValue, stepBack($0).matrices) }, answer, index,
      "backward(_:through:adding:)")
  }

  /// The known mistakes of the way back over the sequence, of a step or of the loop.
  func wayBackSuspects(_ answer: [Matrix<Double>], at index: Int) -> [Suspect] {
    ranked(
      LSTMLoopSlip.allCases.dropFirst().map { ($0.rawValue, wayBack(loop: $0).matrices) }, answer, index,
      "the loop in backward(_:through:)")
      + ranked(
        LSTMBackSlip.allCases.dropFirst().map { ($0.rawValue, wayBack($0).matrices) }, answer, index,
        "backward(_:through:adding:), which task 4 checks", task: 4)
  }

  private func ranked(
    _ mistakes: [(text: String, numbers: [Matrix<Double>])], _ answer: [Matrix<Double>], _ index: Int,
    _ place: String, task: Int? = nil
  ) -> [Suspect] {
    func explains(_ numbers: [Matrix<Double>]) -> Bool {
      numbers.count == answer.count
        && zip(numbers, answer).allSatisfy {
          $0.isApproximatelyEqual(to: $1, absoluteTolerance: 1e-11, relativeTolerance: 1e-9)
        }
    }
    let whole = mistakes.filter { explains($0.numbers) }
    return (whole.isEmpty ? mistakes : whole).map {
      Suspect($0.text, at: place, task: task, $0.numbers[index])
    }
  }
}
