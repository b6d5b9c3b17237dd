import Exercise03RNN
import GradingSupport
import LinearAlgebra

/// Task 4: the whole forward pass. T = 5, B = 2, I = 3, H = 4, Q = 7.
final class ForwardTests: GradedTestCase {
  private let loop = "the loop in forward(_:from:)"

  private func makeExample() -> RNNExample {
    var generator = makeGenerator()
    return RNNExample(using: &generator)
  }

  func testTask4_theStatesAreThoseOfTheRecurrence() throws {
    try grade {
      let example = makeExample()
      let cache = try example.network.forward(example.inputs, from: example.initialState).cache
      try assertClose(
        cache.states, example.oracle.states(example.inputs, from: example.initialState), "cache.states",
        suspects: example.stateSuspects(), hint: "cache.states is H_0, H_1 … H_T.")
    }
  }

  func testTask4_everyStepHasItsPrediction() throws {
    try grade {
      let example = makeExample()
      let predictions = try example.network.forward(example.inputs, from: example.initialState).predictions
      let states = example.oracle.states(example.inputs, from: example.initialState)
      try assertEqual(
        predictions.count, 5, "the number of predictions for 5 inputs",
        suspects: [
          ValueSuspect("no prediction is added to the list", at: loop, 0),
          ValueSuspect("the last step has no prediction", at: loop, 4),
          ValueSuspect("there is also a prediction from H_0, before the first step", at: loop, 6),
          ValueSuspect("every prediction is added twice", at: loop, 10),
        ])
      try assertClose(
        predictions, states.dropFirst().map(example.oracle.predict), "predictions",
        suspects: example.sequencePredictionSuspects(), hint: RNNExample.equationOfPrediction)
    }
  }

  func testTask4_theSequenceStartsFromTheGivenState() throws {
    try grade {
      let example = makeExample()
      let first = [example.inputs[0]]
      let states = try example.network.forward(first, from: example.initialState).cache.states
      try assertClose(
        states, example.oracle.states(first, from: example.initialState), "cache.states of a single step",
        suspects: [
          Suspect(
            "the first hidden state is ignored and zeros are used instead",
            at: loop,
            example.oracle.states(first, from: .zeros(example.initialState.shape)))
        ], hint: "The first step starts from the initial state passed to forward(_:from:).")
    }
  }

  func testTask4_theCacheKeepsTheInputs() throws {
    try grade {
      let example = makeExample()
      let cache = try example.network.forward(example.inputs, from: example.initialState).cache
      try assertClose(cache.inputs, example.inputs, "cache.inputs")
    }
  }

  func testTask4_continuingFromTheLastStateIsTheSameAsReadingItAll() throws {
    try grade {
      let example = makeExample()
      let (network, inputs) = (example.network, example.inputs)
      let head = try network.forward(Array(inputs.prefix(2)), from: example.initialState)
      try assertEqual(head.cache.states.count, 3, "the number of states after 2 steps")
      let tail = try network.forward(Array(inputs.dropFirst(2)), from: head.cache.states[2])
      try assertClose(
        [head.predictions, tail.predictions].flatMap { $0 },
        example.oracle.states(inputs, from: example.initialState).dropFirst().map(example.oracle.predict),
        "the predictions of 2 steps and of the other 3 from there")
    }
  }

  func testTask4_noInputsLeaveTheInitialState() throws {
    try grade {
      let example = makeExample()
      let result = try example.network.forward([], from: example.initialState)
      try assertEqual(result.predictions.count, 0, "the number of predictions for no inputs")
      try assertClose(result.cache.states, [example.initialState], "cache.states for no inputs")
    }
  }
}
