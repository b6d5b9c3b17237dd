import Exercise04BPTT
import GradingSupport
import LinearAlgebra

extension BPTTExample {
  /// The student's network with the example's weights.
  var network: RNN { network(of: oracle) }

  func network(of oracle: BPTTOracle) -> RNN {
    RNN(
      weightIH: oracle.weightIH, weightHH: oracle.weightHH, bias: oracle.bias, weightHQ: oracle.weightHQ,
      biasQ: oracle.biasQ)
  }

  /// The values cached by the forward pass, as the student's type.
  var caches: [RNN.StepCache] {
    kept.map { RNN.StepCache(input: $0.input, previousState: $0.previousState, state: $0.state) }
  }
}

/// Task 2: one backward step. B = 2, I = 3, H = 4.
final class StepBackwardTests: GradedTestCase {
  private func makeExample() -> BPTTExample {
    var generator = makeGenerator()
    return BPTTExample(using: &generator)
  }

  private func check(
    _ actual: KeyPath<RNN.StepGradients, Matrix<Double>>,
    _ expected: KeyPath<BPTTOracle.Step, Matrix<Double>>, _ what: String, hint: String
  ) throws {
    let example = makeExample()
    let step = try example.network.stepBackward(example.stateGradient, through: example.caches[1])
    let right = example.oracle.stepBackward(example.stateGradient, example.kept[1])
    try assertClose(
      step[keyPath: actual], right[keyPath: expected], what, suspects: example.stepSuspects(expected),
      hint: hint)
  }

  func testTask2_theGradientOfTheBiasIsCorrect() throws {
    try grade {
      try check(
        \.bias, \.bias, "db_h", hint: "dA = dH · (1 - H_t²), element by element; db_h is the sum of its rows."
      )
    }
  }

  func testTask2_theGradientOfTheInputWeightIsCorrect() throws {
    try grade {
      try check(\.weightIH, \.weightIH, "dW_xh", hint: "X_t multiplied W_xh, so dW_xh = X_tᵀ · dA.")
    }
  }

  func testTask2_theGradientOfTheRecurrentWeightIsCorrect() throws {
    try grade {
      try check(
        \.weightHH, \.weightHH, "dW_hh",
        hint: "The previous state, H_{t-1}, multiplied W_hh: dW_hh = H_{t-1}ᵀ · dA.")
    }
  }

  func testTask2_theGradientOfTheInputIsCorrect() throws {
    try grade { try check(\.input, \.input, "dX_t", hint: "dX_t = dA · W_xhᵀ.") }
  }

  func testTask2_theGradientOfThePreviousStateIsCorrect() throws {
    try grade {
      try check(
        \.previousState, \.previousState, "the part of dH_{t-1} passed back",
        hint: "It is dA · W_hhᵀ: W_hh is transposed.")
    }
  }

  func testTask2_theGradientsAgreeWithFiniteDifferences() throws {
    try grade {
      let example = makeExample()
      let kept = example.kept[1]
      let step = try example.network.stepBackward(example.stateGradient, through: example.caches[1])
      // Any smooth loss of H_t serves whose gradient is known: here the sum of its elements, each times a number.
      func loss(_ oracle: BPTTOracle, _ input: Matrix<Double>, _ state: Matrix<Double>) -> Double {
        example.stateGradient.dot(oracle.forward([input], from: state)[0].state)
      }
      func moved(_ place: WritableKeyPath<BPTTOracle, Matrix<Double>>, _ value: Matrix<Double>) -> Double {
        var oracle = example.oracle
        oracle[keyPath: place] = value
        return loss(oracle, kept.input, kept.previousState)
      }
      let oracle = example.oracle
      try assertGradient(step.weightIH, of: { moved(\.weightIH, $0) }, at: oracle.weightIH, "dW_xh")
      try assertGradient(step.weightHH, of: { moved(\.weightHH, $0) }, at: oracle.weightHH, "dW_hh")
      try assertGradient(step.bias, of: { moved(\.bias, $0) }, at: oracle.bias, "db_h")
      try assertGradient(step.input, of: { loss(oracle, $0, kept.previousState) }, at: kept.input, "dX_t")
      try assertGradient(
        step.previousState, of: { loss(oracle, kept.input, $0) }, at: kept.previousState,
        "the part of dH_{t-1} passed back")
    }
  }

  func testTask2_twiceTheGradientGivesTwiceTheGradients() throws {
    try grade {
      let example = makeExample()
      let once = try example.network.stepBackward(example.stateGradient, through: example.caches[2])
      let twice = try example.network.stepBackward(example.stateGradient * 2, through: example.caches[2])
      try assertClose(twice.weightHH, once.weightHH * 2, "dW_hh from 2 dH, against 2 dW_hh from dH")
      try assertClose(
        once.weightHH, example.oracle.stepBackward(example.stateGradient, example.kept[2]).weightHH, "dW_hh",
        suspects: BPTTOracle.StepMistake.allCases.map { mistake in
          Suspect(
            mistake.description, at: "stepBackward(_:through:)",
            example.oracle.stepBackward(example.stateGradient, example.kept[2], mistake: mistake).weightHH)
        })
    }
  }
}
