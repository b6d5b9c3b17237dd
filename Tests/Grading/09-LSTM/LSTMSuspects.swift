import GradingSupport
import LinearAlgebra

extension LSTMExample {
  /// Where to look in a step when no known mistake fits.
  static let equations = "C_t = F ⊙ C_{t-1} + I ⊙ C̃, and H_t = O ⊙ tanh(C_t)."
  /// Where to look in the backward pass when no known mistake fits.
  static let backwardPass =
    "dH_t is its output gradient plus dH from the next step; dC comes only from the next step."

  /// The values of a gate with each known mistake.
  ///
  /// - Parameters:
  ///   - index: 0 to 3, for the input gate, the forget gate, the candidate and the output gate.
  func gateSuspects(_ index: Int) -> [Suspect] {
    LSTMMistake.ofGates.map { mistake in
      Suspect(
        mistake.rawValue, at: "gates(_:from:)",
        oracle.gates(inputs[0], from: initialState, mistake: mistake)[index])
    }
      + LSTMPart.allCases.filter { $0.rawValue != index }.map { other in
        var gates = oracle
        gates.gates[index] = oracle.gates[other.rawValue]
        return Suspect(
          "the parameters of \(other.name) are used", at: "gates(_:from:)",
          gates.gates(inputs[0], from: initialState)[index])
      }
  }

  /// The mistakes of a whole step, as is or with held gates; those in the gates point to task 1, if it is wrong.
  func knownSuspects(
    at place: String, accusing: Bool = true, _ numbers: (LSTMMistake, LSTMPart?) -> [Matrix<Double>]
  ) -> [Suspect] {
    let ofGates: [(LSTMMistake, LSTMPart?)] = LSTMMistake.ofGates.flatMap { mistake in
      ([nil] + LSTMPart.allCases).map { (mistake, $0) }
    }
    func naming(_ mistake: LSTMMistake, _ part: LSTMPart?) -> String {
      part.map { "\(mistake.rawValue) (in \($0.name))" } ?? mistake.rawValue
    }
    let wrong = ofGates.map { (naming($0, $1), numbers($0, $1)) }
    let suspectsOfGates =
      accusing ? wrong.map { Suspect($0, at: "gates(_:from:), which task 1 checks", task: 1, $1) } : []
    return suspectsOfGates + wrong.map { Suspect($0, at: place, $1) }
      + LSTMMistake.ofStep.map { Suspect($0.rawValue, at: place, numbers($0, nil)) }
  }

  /// H_1 and C_1 with each known mistake.
  func stepSuspects(_ place: String, accusing: Bool = true) -> [Suspect] {
    knownSuspects(at: place, accusing: accusing) { mistake, part in
      let state = oracle.step(inputs[0], from: initialState, mistake: mistake, in: part).state
      return [state.hidden, state.cell]
    }
  }

  /// The hidden states and cell states of the whole sequence with each known mistake, in the step or in the loop.
  func stateSuspects() -> [Suspect] {
    let loop = "the loop in forward(_:from:)"
    func listed(_ steps: [LSTMOracle.Step]) -> [Matrix<Double>] {
      steps.flatMap { [$0.state.hidden, $0.state.cell] }
    }
    func carrying(hidden: Bool, cell: Bool) -> [Matrix<Double>] {
      listed(
        inputs.reduce(into: []) { steps, input in
          let last = steps.last?.state ?? initialState
          steps.append(
            oracle.step(
              input,
              from: LSTMOracle.State(
                hidden: hidden ? last.hidden : initialState.hidden,
                cell: cell ? last.cell : initialState.cell)))
        })
    }
    let right = listed(steps)
    let start = [initialState.hidden, initialState.cell]
    let ofSteps = knownSuspects(at: "step(_:from:), which task 2 checks") {
      listed(oracle.steps(inputs, from: initialState, mistake: $0, in: $1))
    }
    return ofSteps.map { Suspect($0.mistake, at: $0.place, task: $0.task ?? 2, $0.numbers) } + [
      Suspect(
        "the first state is ignored and zeros are used instead", at: loop,
        listed(oracle.steps(inputs, from: zeroState))),
      Suspect(
        "every step starts from the initial state instead of the previous state", at: loop,
        carrying(hidden: false, cell: false)),
      Suspect(
        "only H travels on from step to step, C does not", at: loop, carrying(hidden: true, cell: false)),
      Suspect(
        "only C travels on from step to step, H does not", at: loop, carrying(hidden: false, cell: true)),
      Suspect(
        "each step's old state is appended instead of its new one", at: loop, start + right.dropLast(2)),
    ]
  }

  /// The known mistakes of one backward step; those that explain the whole answer come first.
  ///
  /// - Parameters:
  ///   - answer: all returned gradients, in the order of `LSTMGradients.matrices`.
  ///   - index: which gradient is compared.
  func backwardStepSuspects(_ answer: [Matrix<Double>], at index: Int) -> [Suspect] {
    let right = backwardStep().matrices
    if answer[index].isClose(to: right[index]) { return [] }
    return ranked(
      LSTMBackwardMistake.all.map { ($0.description, backwardStep($0).matrices, $0.isOfShares) }, answer,
      not: right,
      index,
      "backward(_:through:adding:)")
  }

  /// The known mistakes of the backward pass over the sequence, in a step or in the loop.
  func backwardPassSuspects(_ answer: [Matrix<Double>], at index: Int) -> [Suspect] {
    let right = backwardPass().matrices
    let overwriting = (
      "a step overwrites the gradients of the parameters instead of adding to them",
      backwardPass(loop: .lastShareOnly).matrices, false
    )
    if index < answer.count, answer[index].isClose(to: right[index]) { return [] }
    let zeros = answer.map { Matrix<Double>.zeros($0.shape) }
    let notReturned = [("dH_0", [0]), ("dC_0", [1]), ("dH_0 and dC_0", [0, 1])].map { name, places in
      var numbers = right
      for place in places where numbers.count == zeros.count {
        numbers[Self.stepCount + place] = zeros[Self.stepCount + place]
      }
      return (
        "\(name) is returned as zeros instead of the gradient the first step passes back", numbers, true
      )
    }
    return ranked(
      LSTMBackwardMistake.all.map { ($0.description, backwardPass($0).matrices, $0.isOfShares) } + [
        overwriting
      ], answer,
      not: right, index,
      "backward(_:through:adding:), which task 4 checks", task: 4)
      + ranked(
        LSTMLoopMistake.allCases.dropFirst().map { ($0.rawValue, backwardPass(loop: $0).matrices, false) }
          + notReturned,
        answer, not: right, index, "the loop in backward(_:through:)")
  }

  /// The mistakes that explain the whole answer; if none does, those that do not change the gradients that are right.
  private func ranked(
    _ mistakes: [(text: String, numbers: [Matrix<Double>], isWholeOnly: Bool)], _ answer: [Matrix<Double>],
    not right: [Matrix<Double>], _ index: Int, _ place: String, task: Int? = nil
  ) -> [Suspect] {
    let possible = mistakes.filter { mistake in
      mistake.numbers.count == answer.count
        && answer.indices.allSatisfy {
          mistake.numbers[$0].isClose(to: answer[$0]) || !answer[$0].isClose(to: right[$0])
        }
    }
    let whole = possible.filter { zip($0.numbers, answer).allSatisfy { $0.isClose(to: $1) } }
    return (whole.isEmpty ? possible.filter { !$0.isWholeOnly } : whole).map {
      Suspect($0.text, at: place, task: task, $0.numbers[index])
    }
  }
}

extension Matrix<Double> {
  fileprivate func isClose(to other: Matrix<Double>) -> Bool {
    isApproximatelyEqual(to: other, absoluteTolerance: 1e-11, relativeTolerance: 1e-9)
  }
}
