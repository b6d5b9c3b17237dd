import GradingSupport
import LinearAlgebra

extension GRUExample {
  /// Where to look when no known mistake fits.
  static let blend =
    "H_t = Z ⊙ H_{t-1} + (1 - Z) ⊙ H̃, each step from the state that the step before it returned."

  /// What a gate is with each known slip.
  func gateSuspects(_ gate: GRUOracle.Gate, other: GRUOracle.Gate, _ place: String) -> [Suspect] {
    GRUSlip.ofGates.map { slip in
      Suspect(slip.rawValue, at: place, oracle.gate(gate, inputs[0], initialState, slip: slip))
    } + [
      Suspect("the other gate's parameters are used", at: place, oracle.gate(other, inputs[0], initialState))
    ]
  }

  /// What the candidate is with each known slip.
  func candidateSuspects() -> [Suspect] {
    GRUSlip.ofCandidate.map { slip in
      Suspect(
        slip.rawValue, at: "candidateState(_:from:resetGate:)",
        oracle.candidate(inputs[0], initialState, resetGate: resetGate, slip: slip))
    }
  }

  /// What the states of the whole sequence are with each known slip, of the step or of the loop around it.
  func stateSuspects() -> [Suspect] {
    let loop = "the loop in forward(_:from:)"
    let right = steps.map(\.state)
    return GRUSlip.allCases.map { slip in
      Suspect(
        slip.rawValue, at: "the step and its parts",
        oracle.steps(inputs, from: initialState, slip: slip).map(\.state))
    } + [
      Suspect(
        "the first hidden state is ignored and zeros stand in its place", at: loop,
        oracle.steps(inputs, from: .zeros(initialState.shape)).map(\.state)),
      Suspect(
        "every step starts from H_0 instead of the state before it", at: loop,
        oracle.steps(inputs, from: initialState, chained: false).map(\.state)),
      Suspect("H_0 stands among the states", at: "where the list of states starts", [initialState] + right),
    ]
  }

  /// The known mistakes of one step back, those first that explain the whole answer.
  ///
  /// - Parameters:
  ///   - answer: all gradients that were returned, in the order of `GRUGradients.matrices`.
  ///   - index: which of them is compared.
  func stepBackSuspects(_ answer: [Matrix<Double>], at index: Int) -> [Suspect] {
    let slips = GRUBackSlip.allCases.filter { $0 != .none }
    let numbers = slips.map { stepBack($0).matrices }
    return ranked(Array(zip(slips.map(\.rawValue), numbers)), answer, index, "backward(_:through:adding:)")
  }

  /// The known mistakes of the way back over the sequence, of a step or of the loop.
  func wayBackSuspects(_ answer: [Matrix<Double>], at index: Int) -> [Suspect] {
    let loops = GRULoopSlip.allCases.filter { $0 != .none }
    let slips = GRUBackSlip.allCases.filter { $0 != .none }
    return ranked(
      loops.map { ($0.rawValue, wayBack(loop: $0).matrices) }, answer, index,
      "the loop in backward(_:through:)")
      + ranked(
        slips.map { ($0.rawValue, wayBack($0).matrices) }, answer, index,
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

extension GRUExample {
  /// What the first state is with each known slip.
  func stepSuspects() -> [Suspect] {
    GRUSlip.allCases.map { slip in
      Suspect(
        slip.rawValue, at: "step(_:from:) and its parts",
        oracle.step(inputs[0], from: initialState, slip: slip).state)
    }
  }

  /// What the candidate is with the reset gate shut, where it is used wrongly.
  func shutSuspects(_ shut: Matrix<Double>) -> [Suspect] {
    GRUSlip.ofCandidate.map { slip in
      Suspect(
        slip.rawValue, at: "candidateState(_:from:resetGate:)",
        oracle.candidate(inputs[0], initialState, resetGate: shut, slip: slip))
    }
  }
}
