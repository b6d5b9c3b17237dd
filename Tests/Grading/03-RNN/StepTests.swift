import Exercise03RNN
import GradingSupport
import LinearAlgebra

extension RNNExample {
  /// The student's network with the example's weights.
  var network: RNN {
    RNN(
      weightIH: oracle.weightIH, weightHH: oracle.weightHH, bias: oracle.bias, weightHQ: oracle.weightHQ,
      biasQ: oracle.biasQ)
  }
}

/// Tasks 2 and 3: one step, and the prediction from a state. B = 2, I = 3, H = 4, Q = 7.
final class StepTests: GradedTestCase {
  private let equation = "the equation in step(_:from:)"

  private func makeExample() -> RNNExample {
    var generator = makeGenerator()
    return RNNExample(using: &generator)
  }

  func testTask2_stepMatchesAnExampleWorkedByHand() throws {
    try grade {
      let example = RNNExample.workedByHand
      try assertClose(
        example.network.step([[1]], from: [[1]]), [[0]], "tanh(1 · 1 + 1 · 2 - 3), which is tanh(0)",
        hint: "The input 1 times W_xh = 1, plus the state 1 times W_hh = 2, plus the bias -3.")
    }
  }

  func testTask2_stepMatchesTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.step(example.inputs[0], from: example.initialState),
        example.oracle.step(example.inputs[0], from: example.initialState), "step(_:from:)",
        suspects: example.stepSuspects(equation))
    }
  }

  func testTask2_stepUsesThePreviousState() throws {
    try grade {
      let example = makeExample()
      let fromZero = try example.network.step(example.inputs[0], from: .zeros(example.initialState.shape))
      let fromState = try example.network.step(example.inputs[0], from: example.initialState)
      try assertDiffer(
        fromZero.elements, fromState.elements,
        "step(_:from:): two different previous states give the same next state. W_hh carries the previous state to the next one."
      )
      try assertClose(
        fromZero, example.oracle.step(example.inputs[0], from: .zeros(example.initialState.shape)),
        "step(_:from:) from a state of zeros",
        suspects: example.stepSuspects(equation, from: .zeros(example.initialState.shape)))
    }
  }

  func testTask2_everyRowOfTheBatchIsItsOwnExample() throws {
    try grade {
      let example = makeExample()
      let (input, state) = (example.inputs[1], example.initialState)
      let alone = try example.network.step(input.row(1), from: state.row(1))
      try assertClose(
        alone, example.oracle.step(input, from: state).row(1), "step(_:from:) of a batch of one example")
      let together = try example.network.step(input, from: state)
      try assertEqual(together.shape, state.shape, "the shape of step(_:from:) of a batch of two examples")
      try assertClose(
        together, example.oracle.step(input, from: state), "step(_:from:) of a batch of two examples",
        suspects: example.stepSuspects(equation, input: input),
        hint: "Row 1 of a batch must equal the result for its example on its own.")
    }
  }

  func testTask2_largeSumsStayBetweenMinusOneAndOne() throws {
    try grade {
      let example = makeExample()
      let next = try example.network.step(example.hugeInput, from: example.initialState)
      try assertEqual(next.shape, example.initialState.shape, "the shape of step(_:from:)")
      try assertWithin(
        -1...1, next.elements, "step(_:from:) of a large input",
        hint: "The tanh is what keeps a state between -1 and 1.")
    }
  }

  func testTask3_predictionMatchesTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.network.predict(example.initialState), example.oracle.predict(example.initialState),
        "predict(_:)", suspects: example.predictionSuspects(), hint: RNNExample.equationOfPrediction)
    }
  }

  func testTask3_predictionIsADistributionForEveryExample() throws {
    try grade {
      let example = makeExample()
      let prediction = try example.network.predict(example.initialState)
      try assertEqual(
        prediction.shape, MatrixShape(RNNExample.batch, RNNExample.outputSize), "the shape of predict(_:)")
      let ones = Matrix<Double>(rows: RNNExample.batch, columns: 1, repeating: 1)
      try assertClose(prediction.rowSums(), ones, "the sums of the rows of predict(_:)")
    }
  }
}
