import GradingSupport
import LinearAlgebra

extension GRUExample {
  /// Where to look when no known mistake fits.
  static let blend =
    "H_t = Z ⊙ H_{t-1} + (1 - Z) ⊙ H̃, each step from the state that the previous step returned."

  /// The values of a gate with each known mistake.
  func gateSuspects(_ gate: GRUOracle.Gate, other: GRUOracle.Gate, _ place: String) -> [Suspect] {
    GRUMistake.ofGates.map { mistake in
      Suspect(mistake.rawValue, at: place, oracle.gate(gate, inputs[0], initialState, mistake: mistake))
    } + [
      Suspect("the other gate's parameters are used", at: place, oracle.gate(other, inputs[0], initialState))
    ]
  }

  /// The candidate with each known mistake, given a reset gate.
  func candidateSuspects(_ gate: Matrix<Double>? = nil) -> [Suspect] {
    GRUMistake.ofCandidate.map { mistake in
      Suspect(
        mistake.rawValue, at: "candidateState(_:from:resetGate:)",
        oracle.candidate(inputs[0], initialState, resetGate: gate ?? resetGate, mistake: mistake))
    }
  }

  /// The first state with each known mistake.
  func stepSuspects() -> [Suspect] {
    knownSuspects { [oracle.step(inputs[0], from: initialState, mistake: $0, in: $1).state] }
  }

  /// The states of the whole sequence with each known mistake, in the step or in the loop around it.
  func stateSuspects() -> [Suspect] {
    let loop = "the loop in forward(_:from:)"
    let right = steps.map(\.state)
    return knownSuspects { oracle.steps(inputs, from: initialState, mistake: $0, in: $1).map(\.state) } + [
      Suspect(
        "the first hidden state is ignored and zeros are used instead", at: loop,
        oracle.steps(inputs, from: .zeros(initialState.shape)).map(\.state)),
      Suspect(
        "every step starts from H_0 instead of the previous state", at: loop,
        oracle.steps(inputs, from: initialState, chained: false).map(\.state)),
      Suspect("H_0 is among the states", at: "where the list of states starts", [initialState] + right),
      Suspect(
        "each step's old state is appended instead of its new one", at: loop,
        [initialState] + right.dropLast()),
      Suspect("the last state is missing", at: loop, Array(right.dropLast())),
    ]
  }

  /// The mistakes of a whole step: those in the gates and in the candidate point to tasks 1 and 2, if these are wrong.
  private func knownSuspects(_ numbers: (GRUMistake, GRUPart?) -> [Matrix<Double>]) -> [Suspect] {
    let step = "step(_:from:)"
    let ofGates: [(GRUMistake, GRUPart?)] = GRUMistake.ofGates.flatMap { mistake in
      [nil, .reset, .update].map { (mistake, $0) }
    }
    let ofParts =
      ofGates.map { (1, "the gates, which task 1 checks", $0, $1) }
      + GRUMistake.ofCandidate.map { (2, "the candidate, which task 2 checks", $0, .candidate) }
    let accusing = ofParts.map { task, place, mistake, part in
      Suspect(naming(mistake, part), at: place, task: task, numbers(mistake, part))
    }
    let own = ofParts.map { _, _, mistake, part in
      Suspect(naming(mistake, part), at: step, numbers(mistake, part))
    }
    return accusing + own + GRUMistake.ofBlend.map { Suspect($0.rawValue, at: step, numbers($0, nil)) }
  }

  private func naming(_ mistake: GRUMistake, _ part: GRUPart?) -> String {
    part.map { "\(mistake.rawValue) (in \($0.name))" } ?? mistake.rawValue
  }

  /// The known mistakes of one backward step; those that explain the whole answer come first.
  ///
  /// - Parameters:
  ///   - answer: all returned gradients, in the order of `GRUGradients.matrices`.
  ///   - index: which gradient is compared.
  func backwardStepSuspects(_ answer: [Matrix<Double>], at index: Int) -> [Suspect] {
    let right = backwardStep().matrices
    if answer[index].isClose(to: right[index]) { return [] }
    return ranked(
      GRUBackwardMistake.all.map { ($0.description, backwardStep($0).matrices, $0.isOfShares) }, answer,
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
    return ranked(
      GRUBackwardMistake.all.map { ($0.description, backwardPass($0).matrices, $0.isOfShares) } + [
        overwriting
      ], answer,
      not: right, index,
      "backward(_:through:adding:), which task 4 checks", task: 4)
      + ranked(
        GRULoopMistake.allCases.dropFirst().map { ($0.rawValue, backwardPass(loop: $0).matrices, false) },
        answer,
        not: right, index, "the loop in backward(_:through:)")
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
