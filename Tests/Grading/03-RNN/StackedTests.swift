import Exercise03RNN
import GradingSupport
import LinearAlgebra

/// Task 5: the stacked form. B = 2, I = 3, H = 4.
final class StackedTests: GradedTestCase {
  private func makeExample() -> RNNExample {
    var generator = makeGenerator()
    return RNNExample(using: &generator)
  }

  func testTask5_theStateIsLeftOfTheInput() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.stacked(example.initialState, example.inputs[0]), example.stackedInput,
        "stacked(_:_:)",
        suspects: [
          Suspect("the input is to the left of the state", at: "stacked(_:_:)", example.stackedInputSwapped)
        ], hint: "Side by side: the first 4 columns are the state, the other 3 the input.")
    }
  }

  func testTask5_theWeightOfTheStateIsOnTop() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.stackedWeight(), example.stackedWeight, "stackedWeight()",
        suspects: [
          Suspect("W_xh is on top of W_hh", at: "stackedWeight()", example.stackedWeightSwapped)
        ], hint: "On top of each other: the first 4 rows are W_hh, the other 3 W_xh.")
    }
  }

  func testTask5_stackedStepMatchesTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.stackedStep(example.inputs[0], from: example.initialState),
        example.oracle.step(example.inputs[0], from: example.initialState), "stackedStep(_:from:)",
        suspects: example.stackedStepSuspects(),
        hint: "It is tanh([H, X] · [W_hh ; W_xh] + b_h), the same state that step(_:from:) returns.")
    }
  }

  func testTask5_oneProductOfTheStackedMatricesIsTheSumOfTwo() throws {
    try grade {
      let example = makeExample()
      let (state, input) = (example.initialState, example.inputs[0])
      let (left, right) = (try example.network.stacked(state, input), try example.network.stackedWeight())
      try assertEqual(left.shape, MatrixShape(2, 7), "the shape of stacked(_:_:)")
      try assertEqual(right.shape, MatrixShape(7, 4), "the shape of stackedWeight()")
      let one = example.product(left, right)
      try assertClose(
        one, example.sumOfTwoProducts, "[H, X] · [W_hh ; W_xh]",
        hint: "The order must agree: the state on the left goes with W_hh on top.")
      try assertEqual(
        example.network.stackedStep(input, from: state).shape, state.shape,
        "the shape of stackedStep(_:from:)")
    }
  }
}
