import Exercise09LSTM
import GradingSupport
import LinearAlgebra

/// Task 4: one backward step. B = 2, I = 3, H = 4. The caches come from the suite, so tasks 1 to 3 do not matter here.
final class BackwardTests: GradedTestCase {
  private func makeExample() -> LSTMExample {
    var generator = makeGenerator()
    return LSTMExample(using: &generator)
  }

  /// The student's backward step for the first step, with earlier gradients already stored.
  private func backwardStep(_ example: LSTMExample, from earlier: LSTMOracle? = nil) throws -> LSTMGradients {
    var gradient = (earlier ?? example.oracle.zeroed()).student
    let before = try example.oracle.student.backward(
      example.stateGradient.student, through: example.firstStep.studentCache, adding: &gradient)
    return LSTMGradients(
      inputs: [before.input], state: LSTMOracle.State(before.state), parameters: LSTMOracle(gradient))
  }

  private func assertMatrices(_ indices: Range<Int>, _ names: [String]) throws {
    let example = makeExample()
    let answer = try backwardStep(example).matrices
    for (index, name) in zip(indices, names) {
      try assertClose(
        answer[index], example.backwardStep().matrices[index], name,
        suspects: example.backwardStepSuspects(answer, at: index), hint: example.localHint(answer, at: index))
    }
  }

  private func assertGate(_ gate: Int) throws {
    let names = LSTMExample.parameterNames[3 * gate..<3 * gate + 3]
    try assertMatrices(
      3 + 3 * gate..<6 + 3 * gate, names.map { "the gradient of \($0)" })
  }

  func testTask4_theGradientOfThePreviousMemory() throws {
    try grade { try assertMatrices(2..<3, ["dC_{t-1}"]) }
  }

  func testTask4_theGradientOfThePreviousHiddenState() throws {
    try grade { try assertMatrices(1..<2, ["dH_{t-1}"]) }
  }

  func testTask4_theGradientOfTheMemoryAgreesWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      try assertGradient(
        backwardStep(example).state.cell, of: example.lossOfFirstStep(fromCell:),
        at: example.initialState.cell,
        "dC_{t-1}")
    }
  }

  func testTask4_theGradientOfTheInput() throws {
    try grade { try assertMatrices(0..<1, ["dX_t"]) }
  }

  func testTask4_theGradientsOfTheInputGate() throws { try grade { try assertGate(0) } }

  func testTask4_theGradientsOfTheForgetGate() throws { try grade { try assertGate(1) } }

  func testTask4_theGradientsOfTheCandidate() throws { try grade { try assertGate(2) } }

  func testTask4_theGradientsOfTheOutputGate() throws { try grade { try assertGate(3) } }

  func testTask4_aStepAddsItsShareToTheSum() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardStep(example, from: example.earlierShare).parameters.matrices
      let right = example.backwardStep(from: example.earlierShare).parameters.matrices
      let overwritten = example.backwardStep().parameters.matrices
      for (index, name) in LSTMExample.parameterNames.enumerated() {
        try assertClose(
          answer[index], right[index], "the gradient of \(name), added to an earlier one",
          suspects: [
            Suspect(
              "a step overwrites the gradient of a parameter instead of adding to it",
              at: "where the gradients are stored", overwritten[index])
          ], hint: "Each gradient is added with +=; the other checks start from zeros.")
      }
    }
  }
}
