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

  /// Requires the caches to hold a part of every step; if they hold another part instead, the message names it.
  private func assertKept(
    _ kept: [Matrix<Double>], _ part: KeyPath<GRUOracle.Step, Matrix<Double>>, _ name: String
  ) throws {
    let steps = makeExample().steps
    let parts: [(KeyPath<GRUOracle.Step, Matrix<Double>>, String)] = [
      (\.state, "new state"), (\.previousState, "previous state"), (\.resetGate, "reset gate"),
      (\.updateGate, "update gate"), (\.candidate, "candidate"),
    ]
    try assertClose(
      kept, steps.map { $0[keyPath: part] }, "the \(name)s of the caches",
      suspects: parts.filter { $0.0 != part }.map { other, otherName in
        Suspect(
          "the \(otherName) is kept where the \(name) belongs", at: "where step(_:from:) makes its cache",
          steps.map { $0[keyPath: other] })
      }, hint: "previousState is H_{t-1}, the state the step started from.")
  }

  func testTask3_everyStepCachesWhatTheBackwardPassNeeds() throws {
    try grade {
      let example = makeExample()
      let caches = try example.oracle.student.forward(example.inputs, from: example.initialState).caches
      let steps = example.steps
      try assertEqual(
        caches.count, steps.count, "the number of caches",
        suspects: [ValueSuspect("no cache is appended", at: "the loop in forward(_:from:)", 0)],
        hint: "forward(_:from:) keeps one cache for each step.")
      try assertClose(
        caches.map(\.input), steps.map(\.input), "the inputs of the caches",
        suspects: [
          Suspect(
            "they are in reverse order", at: "the loop in forward(_:from:)", steps.map(\.input).reversed())
        ])
      try assertKept(caches.map(\.previousState), \.previousState, "previous state")
      try assertKept(caches.map(\.resetGate), \.resetGate, "reset gate")
      try assertKept(caches.map(\.updateGate), \.updateGate, "update gate")
      try assertKept(caches.map(\.candidate), \.candidate, "candidate")
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
            GRUMistake.polarityInverted.rawValue, at: "the blend in step(_:from:)",
            example.keeping.steps(example.inputs, from: example.initialState, mistake: .polarityInverted).map(
              \.state))
        ], hint: GRUExample.blend)
    }
  }

  func testTask3_continuingFromTheLastStateIsTheSameAsReadingItAll() throws {
    try grade {
      let example = makeExample()
      let (network, inputs) = (example.oracle.student, example.inputs)
      let head = try network.forward(Array(inputs.prefix(2)), from: example.initialState).states
      try assertEqual(
        head.count, 2, "the number of states after 2 steps",
        suspects: [
          ValueSuspect("no state is appended", at: "the loop in forward(_:from:)", 0),
          ValueSuspect("H_0 is among the states", at: "where the list of states starts", 3),
        ], hint: "forward(_:from:) returns H_1 … H_T, one state for each step.")
      let tail = try network.forward(Array(inputs.dropFirst(2)), from: head[1]).states
      try assertClose(
        head + tail, example.steps.map(\.state), "the states of 2 steps and of the other 3",
        suspects: example.stateSuspects(), hint: GRUExample.blend)
    }
  }
}
