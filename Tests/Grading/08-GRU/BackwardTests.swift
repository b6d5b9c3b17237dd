import Exercise08GRU
import GradingSupport
import LinearAlgebra

/// Task 4: one backward step. B = 2, I = 3, H = 4. The caches come from the suite, so tasks 1 to 3 do not matter here.
final class BackwardTests: GradedTestCase {
  private func makeExample() -> GRUExample {
    var generator = makeGenerator()
    return GRUExample(using: &generator)
  }

  /// The student's backward step for the first step, with earlier gradients already stored.
  private func backwardStep(
    _ example: GRUExample, from earlier: GRUOracle? = nil
  ) throws -> GRUGradients {
    var gradient = (earlier ?? example.oracle.zeroed()).student
    let before = try example.oracle.student.backward(
      example.outputGradients[0], through: example.firstStep.studentCache, adding: &gradient)
    return GRUGradients(inputs: [before.input], state: before.state, parameters: GRUOracle(gradient))
  }

  private func assertParameters(_ gates: Range<Int>, _ names: [String]) throws {
    let example = makeExample()
    let answer = try backwardStep(example).matrices
    for (index, name) in zip(gates, names) {
      try assertClose(
        answer[index], example.backwardStep().matrices[index], "the gradient of \(name)",
        suspects: example.backwardStepSuspects(answer, at: index),
        hint: example.localHint(answer, at: index))
    }
  }

  func testTask4_theGradientOfThePreviousState() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardStep(example)
      try assertClose(
        answer.state, example.backwardStep().state, "dH_{t-1}",
        suspects: example.backwardStepSuspects(answer.matrices, at: 1),
        hint: example.localHint(answer.matrices, at: 1))
    }
  }

  func testTask4_theGradientOfTheStateAgreesWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      try assertGradient(
        backwardStep(example).state, of: example.lossOfFirstStep(from:), at: example.initialState, "dH_{t-1}")
    }
  }

  func testTask4_theGradientOfTheInput() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardStep(example)
      try assertClose(
        answer.inputs, example.backwardStep().inputs, "dX_t",
        suspects: example.backwardStepSuspects(answer.matrices, at: 0),
        hint: example.localHint(answer.matrices, at: 0))
    }
  }

  func testTask4_theGradientsOfTheUpdateGate() throws {
    try grade { try assertParameters(5..<8, ["W_xz", "W_hz", "b_z"]) }
  }

  func testTask4_theGradientsOfTheCandidate() throws {
    try grade { try assertParameters(8..<11, ["W_xh", "W_hh", "b_h"]) }
  }

  func testTask4_theGradientsOfTheResetGate() throws {
    try grade { try assertParameters(2..<5, ["W_xr", "W_hr", "b_r"]) }
  }

  func testTask4_aStepAddsItsShareToTheSum() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardStep(example, from: example.earlierShare).parameters.matrices
      let right = example.backwardStep(from: example.earlierShare).parameters.matrices
      let overwritten = example.backwardStep().parameters.matrices
      for (index, name) in GRUExample.parameterNames.enumerated() {
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
