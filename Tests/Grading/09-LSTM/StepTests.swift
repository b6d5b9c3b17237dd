import Exercise09LSTM
import GradingSupport
import LinearAlgebra

/// Tasks 2 and 3: one step, and the whole forward pass. T = 5, B = 2, I = 3, H = 4.
final class StepTests: GradedTestCase {
  private func makeExample() -> LSTMExample {
    var generator = makeGenerator()
    return LSTMExample(using: &generator)
  }

  func testTask2_stepMatchesTheEquations() throws {
    try grade {
      let example = makeExample()
      let state = try example.oracle.student.step(
        example.inputs[0], from: example.initialState.student
      ).state
      let right = example.firstStep.state
      try assertClose(
        [state.hidden, state.cell], [right.hidden, right.cell], "[H_t, C_t] of step(_:from:)",
        suspects: example.stepSuspects("step(_:from:)"), hint: LSTMExample.equations)
    }
  }

  func testTask2_withForgetOpenAndInputClosedTheMemoryStays() throws {
    try grade {
      let example = makeExample()
      let holding = example.held(input: -60, forget: 60)
      let cell = try holding.student.step(example.inputs[0], from: example.initialState.student).state.cell
      try assertClose(
        cell, example.initialState.cell, "C_t with F = 1 and I = 0",
        suspects: example.knownSuspects(at: "the line of C_t in step(_:from:)") { mistake, part in
          [holding.step(example.inputs[0], from: example.initialState, mistake: mistake, in: part).state.cell]
        }, hint: LSTMExample.equations)
    }
  }

  func testTask2_withOutputClosedNothingIsShown() throws {
    try grade {
      let example = makeExample()
      let hiding = example.held(output: -800)
      let state = try hiding.student.step(example.inputs[0], from: example.initialState.student).state
      let right = hiding.step(example.inputs[0], from: example.initialState).state
      try assertClose(
        state.hidden, right.hidden, "H_t with O = 0",
        suspects: example.knownSuspects(at: "the line of H_t in step(_:from:)") { mistake, part in
          [
            hiding.step(example.inputs[0], from: example.initialState, mistake: mistake, in: part).state
              .hidden
          ]
        }, hint: "O multiplies everything shown.")
      try assertClose(state.cell, right.cell, "C_t with O = 0", hint: LSTMExample.equations)
    }
  }

  func testTask2_aLargeMemoryIsShownAsOneNotAsItIs() throws {
    try grade {
      let example = makeExample()
      let holding = example.held(input: -60, forget: 60)
      var start = example.initialState
      start.cell = start.cell * 5000
      let hidden = try holding.student.step(example.inputs[0], from: start.student).state.hidden
      try assertClose(
        hidden, holding.step(example.inputs[0], from: start).state.hidden,
        "H_t with C_t in the thousands",
        hint:
          "tanh(C_t) is between -1 and 1 for any C_t. A tanh computed from exp(1000) is "
          + "infinity divided by infinity: use the tanh of LinearAlgebra."
      )
    }
  }

  func testTask2_theStepCachesWhatTheBackwardPassNeeds() throws {
    try grade {
      let example = makeExample()
      let cache = try example.oracle.student.step(
        example.inputs[0], from: example.initialState.student
      ).cache
      let step = example.firstStep
      let place = "where step(_:from:) makes its cache"
      func other(_ part: String, _ right: String, _ numbers: [Matrix<Double>]) -> Suspect {
        Suspect("\(part) is kept where \(right) belongs", at: place, numbers)
      }
      try assertClose(cache.input, step.input, "cache.input")
      let (new, old) = (step.state, step.previous)
      try assertClose(
        [cache.previousState.hidden, cache.previousState.cell], [old.hidden, old.cell],
        "[H_{t-1}, C_{t-1}] of the cache",
        suspects: [
          other("the new state", "the previous one", [new.hidden, new.cell]),
          other("the new H", "the previous one", [new.hidden, old.cell]),
          other("the new C", "the previous one", [old.hidden, new.cell]),
        ])
      let gates = step.gates
      try assertClose(
        cache.gates.matrices, gates, "[I, F, C̃, O] of the cache",
        suspects: example.knownSuspects(at: "gates(_:from:)") { mistake, part in
          example.oracle.gates(example.inputs[0], from: example.initialState, mistake: mistake, in: part)
        }, hint: "The cache holds the result of gates(_:from:).")
      try assertClose(
        cache.cell, new.cell, "cache.cell",
        suspects: [
          other("the old memory", "the new one", [old.cell]), other("H_t", "C_t", [new.hidden]),
          other("H_{t-1}", "C_t", [old.hidden]), other("the candidate", "C_t", [gates[2]]),
        ]
          + example.knownSuspects(at: place) { mistake, part in
            [
              example.oracle.step(example.inputs[0], from: example.initialState, mistake: mistake, in: part)
                .state
                .cell
            ]
          }, hint: "cache.cell is C_t, the memory after the step.")
    }
  }

  func testTask3_theStatesAreThoseOfTheRecurrence() throws {
    try grade {
      let example = makeExample()
      let states = try example.oracle.student.forward(
        example.inputs, from: example.initialState.student
      ).states
      try assertCount(states.count, "states", "H_t and C_t")
      try assertClose(
        states.flatMap { [$0.hidden, $0.cell] },
        example.steps.flatMap { [$0.state.hidden, $0.state.cell] },
        "[H_1, C_1, H_2, C_2, …] of forward(_:from:)", suspects: example.stateSuspects(),
        hint: "Each step starts from the state the previous step returned, from both its parts.")
    }
  }

  func testTask3_withoutInputsThereAreNoStates() throws {
    try grade {
      let example = makeExample()
      let result = try example.oracle.student.forward([], from: example.initialState.student)
      try assertEqual(
        [result.states.count, result.caches.count], [0, 0], "the states and caches of no inputs")
    }
  }

  func testTask3_thereIsOneCachePerStep() throws {
    try grade {
      let example = makeExample()
      let caches = try example.oracle.student.forward(
        example.inputs, from: example.initialState.student
      ).caches
      try assertCount(caches.count, "caches", "what the step kept")
      try assertClose(
        caches.map(\.input), example.inputs, "the inputs of the caches",
        suspects: [Suspect("the caches are in reverse order", at: Self.loop, example.inputs.reversed())])
      let steps = example.steps
      let hiddenOnly = steps.map { _ in example.initialState.cell }
      try assertClose(
        caches.map(\.previousState.cell), steps.map(\.previous.cell), "C_{t-1} of the caches",
        suspects: [
          Suspect("C does not travel on from step to step", at: Self.loop, hiddenOnly),
          Suspect(
            "the new memory is kept where the previous one belongs",
            at: "where step(_:from:) makes its cache",
            steps.map(\.state.cell)),
        ], hint: "The cache of a step is the one that step(_:from:) returned.")
    }
  }

  private static let loop = "the loop in forward(_:from:)"

  private func assertCount(_ count: Int, _ what: String, _ each: String) throws {
    let steps = LSTMExample.stepCount
    try assertEqual(
      count, steps, "the number of \(what)",
      suspects: [
        ValueSuspect("nothing is appended", at: Self.loop, 0),
        ValueSuspect("the initial state is among them", at: "where the list starts", steps + 1),
        ValueSuspect("one step is skipped", at: Self.loop, steps - 1),
        ValueSuspect("only one step is kept", at: Self.loop, 1),
      ], hint: "For each of the \(steps) steps there is \(each).")
  }

  func testTask3_continuingFromTheLastStateIsTheSameAsReadingItAll() throws {
    try grade {
      let example = makeExample()
      let (network, inputs) = (example.oracle.student, example.inputs)
      let head = try network.forward(Array(inputs.prefix(2)), from: example.initialState.student).states
      try assertEqual(head.count, 2, "the number of states after 2 steps")
      let tail = try network.forward(Array(inputs.dropFirst(2)), from: head[1]).states
      try assertEqual(tail.count, 3, "the number of states after the other 3 steps")
      try assertClose(
        (head + tail).flatMap { [$0.hidden, $0.cell] },
        example.steps.flatMap { [$0.state.hidden, $0.state.cell] },
        "[H_1, C_1, H_2, C_2, …] of 2 steps and of the other 3", suspects: example.stateSuspects(),
        hint: "Both H and C travel from step to step.")
    }
  }
}
