import Exercise08GRU
import GradingSupport
import LinearAlgebra

/// Task 5: the whole sequence backward. T = 5, B = 2, I = 3, H = 4.
final class SequenceBackwardTests: GradedTestCase {
  private static let stepFirst = "Each step goes back by task 4: if that is not right yet, mend it first."

  private func makeExample() -> GRUExample {
    var generator = makeGenerator()
    return GRUExample(using: &generator)
  }

  private func wayBack(_ example: GRUExample) throws -> GRUGradients {
    let answer = try example.oracle.student.backward(
      example.outputGradients, through: example.steps.map(\.studentCache))
    return GRUGradients(
      inputs: answer.inputs, state: answer.initialState, parameters: GRUOracle(answer.parameters))
  }

  func testTask5_theGradientsOfTheInputsInTheirOrder() throws {
    try grade {
      let example = makeExample()
      let answer = try wayBack(example)
      try assertEqual(answer.inputs.count, GRUExample.stepCount, "the number of inputs' gradients")
      let right = example.wayBack().inputs
      for (index, gradient) in answer.inputs.enumerated() {
        try assertClose(
          gradient, right[index], "dX_\(index + 1)",
          suspects: example.wayBackSuspects(answer.matrices, at: index), hint: Self.stepFirst)
      }
    }
  }

  func testTask5_theGradientOfTheInitialState() throws {
    try grade {
      let example = makeExample()
      let answer = try wayBack(example)
      try assertClose(
        answer.state, example.wayBack().state, "dH_0",
        suspects: example.wayBackSuspects(answer.matrices, at: GRUExample.stepCount), hint: Self.stepFirst)
    }
  }

  func testTask5_theGradientsOfTheParametersAreSumsOverAllSteps() throws {
    try grade {
      let example = makeExample()
      let answer = try wayBack(example)
      let right = example.wayBack().parameters.matrices
      for (index, name) in GRUExample.parameterNames.enumerated() {
        try assertClose(
          answer.parameters.matrices[index], right[index], "the gradient of \(name)",
          suspects: example.wayBackSuspects(answer.matrices, at: GRUExample.stepCount + 1 + index),
          hint: Self.stepFirst)
      }
    }
  }

  func testTask5_theGradientOfAnEarlyInputAgreesWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      let gradients = try wayBack(example).inputs
      try assertEqual(gradients.count, GRUExample.stepCount, "the number of inputs' gradients")
      try assertGradient(
        gradients[1],
        of: { moved in
          var inputs = example.inputs
          inputs[1] = moved
          return example.oracle.loss(inputs, from: example.initialState, example.outputGradients)
        }, at: example.inputs[1], "dX_2", hint: Self.stepFirst)
    }
  }
}
