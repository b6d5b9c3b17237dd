import Exercise09LSTM
import GradingSupport
import LinearAlgebra

/// Task 5: the whole sequence backward. T = 5, B = 2, I = 3, H = 4.
final class SequenceBackwardTests: GradedTestCase {
  private func makeExample() -> LSTMExample {
    var generator = makeGenerator()
    return LSTMExample(using: &generator)
  }

  private func wayBack(_ example: LSTMExample) throws -> LSTMGradients {
    let answer = try example.oracle.student.backward(
      example.outputGradients, through: example.steps.map(\.studentCache))
    return LSTMGradients(
      inputs: answer.inputs, state: LSTMOracle.State(answer.initialState),
      parameters: LSTMOracle(answer.parameters))
  }

  func testTask5_theGradientsOfTheInputsInTheirOrder() throws {
    try grade {
      let example = makeExample()
      let answer = try wayBack(example)
      try assertEqual(answer.inputs.count, LSTMExample.stepCount, "the number of inputs' gradients")
      let right = example.wayBack().inputs
      for (index, gradient) in answer.inputs.enumerated() {
        try assertClose(
          gradient, right[index], "dX_\(index + 1)",
          suspects: example.wayBackSuspects(answer.matrices, at: index), hint: LSTMExample.stepBackFirst)
      }
    }
  }

  func testTask5_theGradientsOfTheInitialState() throws {
    try grade {
      let example = makeExample()
      let answer = try wayBack(example)
      try assertEqual(answer.inputs.count, LSTMExample.stepCount, "the number of inputs' gradients")
      for (index, name) in [(LSTMExample.stepCount, "dH_0"), (LSTMExample.stepCount + 1, "dC_0")] {
        try assertClose(
          answer.matrices[index], example.wayBack().matrices[index], name,
          suspects: example.wayBackSuspects(answer.matrices, at: index), hint: LSTMExample.stepBackFirst)
      }
    }
  }

  func testTask5_theGradientsOfTheParametersAreSumsOverAllSteps() throws {
    try grade {
      let example = makeExample()
      let answer = try wayBack(example)
      let right = example.wayBack().parameters.matrices
      for (index, name) in LSTMExample.parameterNames.enumerated() {
        try assertClose(
          answer.parameters.matrices[index], right[index], "the gradient of \(name)",
          suspects: example.wayBackSuspects(answer.matrices, at: LSTMExample.stepCount + 2 + index),
          hint: LSTMExample.stepBackFirst)
      }
    }
  }

  func testTask5_theGradientOfAnEarlyInputAgreesWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      let gradients = try wayBack(example).inputs
      try assertEqual(gradients.count, LSTMExample.stepCount, "the number of inputs' gradients")
      try assertGradient(
        gradients[1],
        of: { moved in
          var inputs = example.inputs
          inputs[1] = moved
          return example.oracle.loss(inputs, from: example.initialState, example.outputGradients)
        }, at: example.inputs[1], "dX_2", hint: LSTMExample.stepBackFirst)
    }
  }
}
