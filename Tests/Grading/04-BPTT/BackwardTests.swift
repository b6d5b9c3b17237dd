import Exercise04BPTT
import GradingSupport
import LinearAlgebra

/// Task 3: the backward pass of a whole sequence. T = 5, B = 2, I = 3, H = 4, V = 7.
final class BackwardTests: GradedTestCase {
  /// Where to look when no known mistake fits.
  static let equation =
    "dH_t is dZ_t · W_hqᵀ plus the gradient that step t + 1 passes back; every step adds its part to the sums."

  private func makeExample(steps: Int = BPTTExample.steps) -> BPTTExample {
    var generator = makeGenerator()
    return BPTTExample(steps: steps, using: &generator)
  }

  private func check(
    _ actual: KeyPath<RNN, Matrix<Double>>, _ expected: KeyPath<BPTTOracle, Matrix<Double>>, _ what: String
  ) throws {
    let example = makeExample()
    let answer = try example.network.backward(example.logitGradients, through: example.caches)
    let right = example.oracle.backward(example.logitGradients, example.kept)
    try assertClose(
      answer.parameters[keyPath: actual], right.weights[keyPath: expected], what,
      suspects: example.sequenceSuspects { [$0.weights[keyPath: expected]] }, hint: Self.equation)
  }

  func testTask3_theGradientsOfTheOutputLayerAreCorrect() throws {
    try grade {
      try check(\.biasQ, \.biasQ, "db_q")
      try check(\.weightHQ, \.weightHQ, "dW_hq")
    }
  }

  func testTask3_theGradientOfTheRecurrentWeightIsSummedOverTheSteps() throws {
    try grade { try check(\.weightHH, \.weightHH, "dW_hh") }
  }

  func testTask3_theGradientOfTheInputWeightIsSummedOverTheSteps() throws {
    try grade { try check(\.weightIH, \.weightIH, "dW_xh") }
  }

  func testTask3_theGradientOfTheBiasIsSummedOverTheSteps() throws {
    try grade { try check(\.bias, \.bias, "db_h") }
  }

  func testTask3_everyInputAndTheFirstStateHaveAGradient() throws {
    try grade {
      let example = makeExample()
      let answer = try example.network.backward(example.logitGradients, through: example.caches)
      let right = example.oracle.backward(example.logitGradients, example.kept)
      try assertEqual(
        answer.inputs.count, right.inputs.count, "the number of input gradients",
        suspects: [
          ValueSuspect("no step's dX_t is appended to the list", at: "the loop in backward(_:through:)", 0),
          ValueSuspect("one step is skipped", at: "the loop in backward(_:through:)", right.inputs.count - 1),
        ],
        hint: "Each step's dX_t is appended to the list, and the list is reversed at the end.")
      try assertClose(
        answer.inputs, right.inputs, "the input gradients dX",
        suspects: example.sequenceSuspects { $0.inputs } + [
          Suspect(
            "they are in the order of the backward pass, the last first",
            at: "the list of input gradients",
            right.inputs.reversed()),
          Suspect(
            "dH_{t-1} is appended instead of dX_t", at: "the list of input gradients",
            example.oracle.statesPassedBack(example.logitGradients, example.kept)),
        ], hint: Self.equation)
      try assertClose(
        answer.initialState, right.initialState, "dH_0",
        suspects: [
          Suspect(
            "dH_0 is returned as zeros, and not as the gradient that the first step passes back",
            at: "the last line of backward(_:through:)", right.initialState * 0)
        ] + example.sequenceSuspects { [$0.initialState] }, hint: Self.equation)
    }
  }

  func testTask3_aSequenceOfOneStepHasABackwardPassToo() throws {
    try grade {
      let example = makeExample(steps: 1)
      let answer = try example.network.backward(example.logitGradients, through: example.caches)
      let right = example.oracle.backward(example.logitGradients, example.kept)
      try assertClose(
        answer.inputs, right.inputs, "the gradients of the inputs of one step", hint: Self.equation)
      try assertClose(answer.initialState, right.initialState, "dH_0 of one step", hint: Self.equation)
      try assertClose(
        [answer.parameters.weightIH, answer.parameters.weightHH, answer.parameters.bias],
        [right.weights.weightIH, right.weights.weightHH, right.weights.bias],
        "[dW_xh, dW_hh, db_h] of one step",
        hint: Self.equation)
      try assertClose(
        [answer.parameters.weightHQ, answer.parameters.biasQ], [right.weights.weightHQ, right.weights.biasQ],
        "[dW_hq, db_q] of one step")
    }
  }

  func testTask3_aLossAtOnlyTheLastStepReachesTheFirst() throws {
    try grade {
      let example = makeExample()
      var gradients = example.logitGradients.map { $0 * 0 }
      gradients[gradients.count - 1] = example.logitGradients[gradients.count - 1]
      let answer = try example.network.backward(gradients, through: example.caches)
      let right = example.oracle.backward(gradients, example.kept)
      try assertEqual(answer.inputs.count, right.inputs.count, "the number of input gradients")
      try assertDiffer(
        answer.inputs[0].elements, (answer.inputs[0] * 0).elements,
        "dX_1 is zero if only the last step has a loss: nothing is passed from a step to the previous one: "
          + "the horizontal path is missing.")
      try assertClose(
        answer.inputs[0], right.inputs[0], "dX_1 if only the last step has a loss", hint: Self.equation)
    }
  }

  func testTask3_theGradientsAgreeWithFiniteDifferences() throws {
    try grade {
      let example = makeExample(steps: 3)
      let answer = try example.network.backward(example.logitGradients, through: example.caches).parameters
      let oracle = example.oracle
      try assertGradient(
        answer.weightHH, of: { example.loss(\.weightHH, $0) }, at: oracle.weightHH, "dW_hh",
        hint: Self.equation)
      try assertGradient(
        answer.weightIH, of: { example.loss(\.weightIH, $0) }, at: oracle.weightIH, "dW_xh",
        hint: Self.equation)
      try assertGradient(
        answer.bias, of: { example.loss(\.bias, $0) }, at: oracle.bias, "db_h", hint: Self.equation)
      try assertGradient(
        answer.weightHQ, of: { example.loss(\.weightHQ, $0) }, at: oracle.weightHQ, "dW_hq")
      try assertGradient(answer.biasQ, of: { example.loss(\.biasQ, $0) }, at: oracle.biasQ, "db_q")
    }
  }
}
