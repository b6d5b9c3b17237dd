import Exercise08GRU
import GradingSupport
import LinearAlgebra

/// Task 5: the whole sequence backward. T = 5, B = 2, I = 3, H = 4.
final class SequenceBackwardTests: GradedTestCase {
  private static let equation =
    "dH_t is the gradient from its own output plus the one the next step passes back; the backward step does the rest."

  private func makeExample() -> GRUExample {
    var generator = makeGenerator()
    return GRUExample(using: &generator)
  }

  private func backwardPass(_ example: GRUExample) throws -> GRUGradients {
    let answer = try example.oracle.student.backward(
      example.outputGradients, through: example.steps.map(\.studentCache))
    return GRUGradients(
      inputs: answer.inputs, state: answer.initialState, parameters: GRUOracle(answer.parameters))
  }

  private func assertCount(_ inputs: [Matrix<Double>]) throws {
    let loop = "the loop in backward(_:through:)"
    try assertEqual(
      inputs.count, GRUExample.stepCount, "the number of input gradients",
      suspects: [
        ValueSuspect("no input gradient is appended", at: loop, 0),
        ValueSuspect("one step is skipped", at: loop, GRUExample.stepCount - 1),
        ValueSuspect("only one step goes backward", at: loop, 1),
      ], hint: "There is one dX for each step.")
  }

  func testTask5_theGradientsOfTheInputsInTheirOrder() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardPass(example)
      try assertCount(answer.inputs)
      let right = example.backwardPass().inputs
      for (index, gradient) in answer.inputs.enumerated() {
        try assertClose(
          gradient, right[index], "dX_\(index + 1)",
          suspects: example.backwardPassSuspects(answer.matrices, at: index), hint: Self.equation)
      }
    }
  }

  func testTask5_theGradientOfTheInitialState() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardPass(example)
      try assertCount(answer.inputs)
      try assertClose(
        answer.state, example.backwardPass().state, "dH_0",
        suspects: example.backwardPassSuspects(answer.matrices, at: GRUExample.stepCount), hint: Self.equation
      )
    }
  }

  func testTask5_oneStepOfOneExampleHasABackwardPassToo() throws {
    try grade {
      let example = makeExample()
      let step = example.oracle.step(example.inputs[0].row(1), from: example.initialState.row(1))
      let gradient = example.outputGradients[0].row(1)
      let answer = try example.oracle.student.backward([gradient], through: [step.studentCache])
      let right = example.oracle.backward([gradient], through: [step])
      try assertClose(
        answer.inputs, right.inputs, "the gradients of the inputs of one step", hint: Self.equation)
      try assertClose(answer.initialState, right.state, "dH_0 of one step", hint: Self.equation)
      try assertClose(
        GRUOracle(answer.parameters).matrices, right.parameters.matrices,
        "the gradients of the parameters of one step", hint: Self.equation)
    }
  }

  func testTask5_theGradientsOfTheParametersAreSumsOverAllSteps() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardPass(example)
      try assertCount(answer.inputs)
      let right = example.backwardPass().parameters.matrices
      for (index, name) in GRUExample.parameterNames.enumerated() {
        try assertClose(
          answer.parameters.matrices[index], right[index], "the gradient of \(name)",
          suspects: example.backwardPassSuspects(answer.matrices, at: GRUExample.stepCount + 1 + index),
          hint: Self.equation)
      }
    }
  }

  func testTask5_theGradientOfAnEarlyInputAgreesWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      let gradients = try backwardPass(example).inputs
      try assertCount(gradients)
      try assertGradient(
        gradients[1],
        of: { moved in
          var inputs = example.inputs
          inputs[1] = moved
          return example.oracle.loss(inputs, from: example.initialState, example.outputGradients)
        }, at: example.inputs[1], "dX_2", hint: Self.equation)
    }
  }
}
