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
        suspects: example.stepSuspects("step(_:from:) and its gates"), hint: LSTMExample.equations)
    }
  }

  func testTask2_withForgetOpenAndInputShutTheMemoryStays() throws {
    try grade {
      let example = makeExample()
      let holding = example.held(input: -60, forget: 60)
      let cell = try holding.student.step(example.inputs[0], from: example.initialState.student).state.cell
      try assertClose(
        cell, example.initialState.cell, "C_t with F = 1 and I = 0",
        suspects: LSTMSlip.allCases.map { slip in
          Suspect(
            slip.rawValue, at: "the line of C_t in step(_:from:)",
            holding.step(example.inputs[0], from: example.initialState, slip: slip).state.cell)
        }, hint: LSTMExample.equations)
    }
  }

  func testTask2_withOutputShutNothingIsShown() throws {
    try grade {
      let example = makeExample()
      let hiding = example.held(output: -800)
      let state = try hiding.student.step(example.inputs[0], from: example.initialState.student).state
      let right = hiding.step(example.inputs[0], from: example.initialState).state
      try assertClose(state.hidden, right.hidden, "H_t with O = 0", hint: "O multiplies all that is shown.")
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
        "H_t where C_t is in the thousands",
        hint:
          "tanh(C_t) is between -1 and 1 for any C_t. A tanh made of exp(1000) is infinity divided by infinity: take that of LinearAlgebra."
      )
    }
  }

  func testTask2_theStepKeepsWhatTheWayBackNeeds() throws {
    try grade {
      let example = makeExample()
      let cache = try example.oracle.student.step(
        example.inputs[0], from: example.initialState.student
      ).cache
      let step = example.firstStep
      let place = "where step(_:from:) makes its cache"
      try assertClose(cache.input, step.input, "cache.input")
      try assertClose(
        [cache.previousState.hidden, cache.previousState.cell], [step.previous.hidden, step.previous.cell],
        "[H_{t-1}, C_{t-1}] of the cache",
        suspects: [
          Suspect(
            "the new state is kept where the previous one belongs", at: place,
            [step.state.hidden, step.state.cell])
        ])
      try assertClose(cache.gates.matrices, step.gates, "[I, F, C̃, O] of the cache")
      try assertClose(
        cache.cell, step.state.cell, "cache.cell",
        suspects: [
          Suspect("the old memory is kept where the new one belongs", at: place, step.previous.cell),
          Suspect("H_t is kept where C_t belongs", at: place, step.state.hidden),
        ], hint: "cache.cell is C_t, the memory after the step.")
    }
  }

  func testTask3_theStatesAreThoseOfTheRecurrence() throws {
    try grade {
      let example = makeExample()
      let states = try example.oracle.student.forward(
        example.inputs, from: example.initialState.student
      ).states
      try assertEqual(states.count, LSTMExample.stepCount, "the number of states")
      try assertClose(
        states.flatMap { [$0.hidden, $0.cell] },
        example.steps.flatMap { [$0.state.hidden, $0.state.cell] },
        "[H_1, C_1, H_2, C_2, …] of forward(_:from:)", suspects: example.stateSuspects(),
        hint: "Each step starts from the state that the step before it returned, from both of its parts.")
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

  func testTask3_thereIsOneCacheAStep() throws {
    try grade {
      let example = makeExample()
      let caches = try example.oracle.student.forward(
        example.inputs, from: example.initialState.student
      ).caches
      try assertClose(caches.map(\.input), example.inputs, "the inputs of the caches")
      try assertClose(
        caches.map(\.previousState.cell), example.steps.map(\.previous.cell), "C_{t-1} of the caches",
        hint: "The cache of a step is the one that step(_:from:) returned.")
    }
  }

  func testTask3_goingOnFromTheLastStateIsTheSameAsGoingAllTheWay() throws {
    try grade {
      let example = makeExample()
      let (network, inputs) = (example.oracle.student, example.inputs)
      let head = try network.forward(Array(inputs.prefix(2)), from: example.initialState.student).states
      try assertEqual(head.count, 2, "the number of states after 2 steps")
      let tail = try network.forward(Array(inputs.dropFirst(2)), from: head[1]).states
      try assertClose(
        (head + tail).map(\.hidden), example.steps.map(\.state.hidden),
        "the hidden states of 2 steps and of the other 3", hint: "Both H and C travel from step to step.")
    }
  }
}
