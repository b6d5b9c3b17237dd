import Exercise09LSTM
import GradingSupport
import LinearAlgebra

/// Task 5: the whole sequence backward. T = 5, B = 2, I = 3, H = 4.
final class SequenceBackwardTests: GradedTestCase {
  private func makeExample() -> LSTMExample {
    var generator = makeGenerator()
    return LSTMExample(using: &generator)
  }

  private func backwardPass(_ example: LSTMExample) throws -> LSTMGradients {
    let answer = try example.oracle.student.backward(
      example.outputGradients, through: example.steps.map(\.studentCache))
    return LSTMGradients(
      inputs: answer.inputs, state: LSTMOracle.State(answer.initialState),
      parameters: LSTMOracle(answer.parameters))
  }

  private func assertCount(_ inputs: [Matrix<Double>]) throws {
    let loop = "the loop in backward(_:through:)"
    try assertEqual(
      inputs.count, LSTMExample.stepCount, "the number of input gradients",
      suspects: [
        ValueSuspect("no input gradient is appended", at: loop, 0),
        ValueSuspect("one step is skipped", at: loop, LSTMExample.stepCount - 1),
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
          suspects: example.backwardPassSuspects(answer.matrices, at: index), hint: LSTMExample.backwardPass)
      }
    }
  }

  func testTask5_theGradientsOfTheInitialState() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardPass(example)
      try assertCount(answer.inputs)
      for (index, name) in [(LSTMExample.stepCount, "dH_0"), (LSTMExample.stepCount + 1, "dC_0")] {
        try assertClose(
          answer.matrices[index], example.backwardPass().matrices[index], name,
          suspects: example.backwardPassSuspects(answer.matrices, at: index), hint: LSTMExample.backwardPass)
      }
    }
  }

  func testTask5_oneStepOfOneExampleHasABackwardPassToo() throws {
    try grade {
      let example = makeExample()
      let state = LSTMOracle.State(
        hidden: example.initialState.hidden.row(1), cell: example.initialState.cell.row(1))
      let step = example.oracle.step(example.inputs[0].row(1), from: state)
      let gradient = example.outputGradients[0].row(1)
      let answer = try example.oracle.student.backward([gradient], through: [step.studentCache])
      let right = example.oracle.backward([gradient], through: [step])
      try assertClose(
        answer.inputs, right.inputs, "the gradients of the inputs of one step", hint: LSTMExample.backwardPass
      )
      try assertClose(
        [answer.initialState.hidden, answer.initialState.cell], [right.state.hidden, right.state.cell],
        "[dH_0, dC_0] of one step", hint: LSTMExample.backwardPass)
      try assertClose(
        LSTMOracle(answer.parameters).matrices, right.parameters.matrices,
        "the gradients of the parameters of one step", hint: LSTMExample.backwardPass)
    }
  }

  func testTask5_theGradientsOfTheParametersAreSumsOverAllSteps() throws {
    try grade {
      let example = makeExample()
      let answer = try backwardPass(example)
      try assertCount(answer.inputs)
      let right = example.backwardPass().parameters.matrices
      for (index, name) in LSTMExample.parameterNames.enumerated() {
        try assertClose(
          answer.parameters.matrices[index], right[index], "the gradient of \(name)",
          suspects: example.backwardPassSuspects(answer.matrices, at: LSTMExample.stepCount + 2 + index),
          hint: LSTMExample.backwardPass)
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
        }, at: example.inputs[1], "dX_2", hint: LSTMExample.backwardPass)
    }
  }
}
