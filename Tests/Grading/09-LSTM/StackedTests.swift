import Exercise09LSTM
import GradingSupport
import LinearAlgebra

/// Task 6: separate and stacked weights. B = 2, I = 3, H = 4, so the stacked weight is [7, 16].
final class StackedTests: GradedTestCase {
  private func makeExample() -> LSTMExample {
    var generator = makeGenerator()
    return LSTMExample(using: &generator)
  }

  private func network(_ example: LSTMExample) -> StackedLSTM {
    StackedLSTM(weight: example.stackedWeight, bias: example.stackedBias)
  }

  func testTask6_theStackedStepGivesTheSameState() throws {
    try grade {
      let example = makeExample()
      let state = try network(example).step(example.inputs[0], from: example.initialState.student)
      let right = example.firstStep.state
      try assertClose(
        [state.hidden, state.cell], [right.hidden, right.cell], "[H_t, C_t] of StackedLSTM.step(_:from:)",
        suspects: example.stackedStepSuspects(),
        hint: "[H, X] · W + b has 4H columns: input gate, forget gate, candidate, output gate.")
    }
  }

  func testTask6_theWeightsAreStackedInTheirOrder() throws {
    try grade {
      let example = makeExample()
      let stacked = try example.oracle.student.stacked()
      try assertClose(
        stacked.weight, example.stackedWeight, "the weight of stacked()", suspects: example.stackedSuspects(),
        hint: "W_h on top of W_x; the gates from left to right in the order i f c̃ o.")
      try assertClose(stacked.bias, example.stackedBias, "the bias of stacked()")
    }
  }

  func testTask6_theWeightsCanBeSeparatedAgain() throws {
    try grade {
      let example = makeExample()
      let separated = try LSTMOracle(network(example).separated()).matrices
      for (index, name) in LSTMExample.parameterNames.enumerated() {
        try assertClose(
          separated[index], example.oracle.matrices[index], "\(name) of separated()",
          hint: "The first H rows are W_h, the others W_x; gate k owns the columns from k · H on.")
      }
    }
  }
}
