import Exercise08GRU
import GradingSupport
import LinearAlgebra

/// Task 3: one step, and the whole forward pass. T = 5, B = 2, I = 3, H = 4.
final class StepTests: GradedTestCase {
  private func makeExample() -> GRUExample {
    var generator = makeGenerator()
    return GRUExample(using: &generator)
  }

  func testTask3_stepBlendsTheOldStateAndTheCandidate() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.oracle.student.step(example.inputs[0], from: example.initialState).state,
        example.firstStep.state, "the state of step(_:from:)", suspects: example.stepSuspects(),
        hint: GRUExample.blend)
    }
  }

  func testTask3_theStatesAreThoseOfTheRecurrence() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.oracle.student.forward(example.inputs, from: example.initialState).states,
        example.steps.map(\.state), "the states of forward(_:from:)", suspects: example.stateSuspects(),
        hint: GRUExample.blend)
    }
  }

  func testTask3_withoutInputsThereAreNoStates() throws {
    try grade {
      let example = makeExample()
      let result = try example.oracle.student.forward([], from: example.initialState)
      try assertEqual(
        [result.states.count, result.caches.count], [0, 0], "the states and caches of no inputs")
    }
  }

  func testTask3_everyStepKeepsWhatTheWayBackNeeds() throws {
    try grade {
      let example = makeExample()
      let caches = try example.oracle.student.forward(example.inputs, from: example.initialState).caches
      let steps = example.steps
      let place = "where step(_:from:) makes its cache"
      try assertClose(caches.map(\.input), steps.map(\.input), "the inputs of the caches")
      try assertClose(
        caches.map(\.previousState), steps.map(\.previousState), "the previous states of the caches",
        suspects: [
          Suspect("the new state is kept where the previous one belongs", at: place, steps.map(\.state))
        ], hint: "previousState is H_{t-1}, the state that the step began with.")
      try assertClose(
        caches.map(\.resetGate), steps.map(\.resetGate), "the reset gates of the caches",
        suspects: [
          Suspect("the update gate is kept where the reset gate belongs", at: place, steps.map(\.updateGate))
        ])
      try assertClose(caches.map(\.updateGate), steps.map(\.updateGate), "the update gates of the caches")
      try assertClose(
        caches.map(\.candidate), steps.map(\.candidate), "the candidates of the caches",
        suspects: [
          Suspect("the new state is kept where the candidate belongs", at: place, steps.map(\.state))
        ])
    }
  }

  func testTask3_anUpdateGateNearOneKeepsTheStateAndIgnoresTheInputs() throws {
    try grade {
      let example = makeExample()
      let states = try example.keeping.student.forward(example.inputs, from: example.initialState).states
      try assertClose(
        states, Array(repeating: example.initialState, count: GRUExample.stepCount),
        "the states with b_z = 60, which makes Z = 1",
        suspects: [
          Suspect(
            GRUSlip.polarityInverted.rawValue, at: "the blend in step(_:from:)",
            example.keeping.steps(example.inputs, from: example.initialState, slip: .polarityInverted).map(
              \.state))
        ], hint: GRUExample.blend)
    }
  }

  func testTask3_goingOnFromTheLastStateIsTheSameAsGoingAllTheWay() throws {
    try grade {
      let example = makeExample()
      let (network, inputs) = (example.oracle.student, example.inputs)
      let head = try network.forward(Array(inputs.prefix(2)), from: example.initialState).states
      try assertEqual(head.count, 2, "the number of states after 2 steps")
      let tail = try network.forward(Array(inputs.dropFirst(2)), from: head[1]).states
      try assertClose(head + tail, example.steps.map(\.state), "the states of 2 steps and of the other 3")
    }
  }
}
