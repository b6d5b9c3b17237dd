import Exercise08GRU
import GradingSupport
import LinearAlgebra

/// Tasks 1 and 2: the two gates, and the candidate. B = 2, I = 3, H = 4.
final class GateTests: GradedTestCase {
  private func makeExample() -> GRUExample {
    var generator = makeGenerator()
    return GRUExample(using: &generator)
  }

  func testTask1_theResetGateMatchesTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.oracle.student.resetGate(example.inputs[0], from: example.initialState),
        example.firstStep.resetGate, "resetGate(_:from:)",
        suspects: example.gateSuspects(
          example.oracle.reset, other: example.oracle.update, "resetGate(_:from:)"),
        hint: "R = σ(X · W_xr + H · W_hr + b_r).")
    }
  }

  func testTask1_theUpdateGateMatchesTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.oracle.student.updateGate(example.inputs[0], from: example.initialState),
        example.firstStep.updateGate, "updateGate(_:from:)",
        suspects: example.gateSuspects(
          example.oracle.update, other: example.oracle.reset, "updateGate(_:from:)"),
        hint: "Z = σ(X · W_xz + H · W_hz + b_z).")
    }
  }

  func testTask1_everyGateIsBetweenZeroAndOne() throws {
    try grade {
      let example = makeExample()
      let huge = example.inputs[0] * 1000
      let gates =
        try example.oracle.student.resetGate(huge, from: example.initialState).elements
        + example.oracle.student.updateGate(huge, from: example.initialState).elements
      try assertEqual(
        gates.count, 2 * GRUExample.batch * GRUExample.hiddenSize, "the count of numbers in both gates")
      try assertWithin(
        0...1, gates, "the gates of a large input", hint: "The sigmoid is what keeps a gate between 0 and 1.")
    }
  }

  func testTask2_theCandidateMatchesTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.oracle.student.candidateState(
          example.inputs[0], from: example.initialState, resetGate: example.resetGate),
        example.oracle.candidate(
          example.inputs[0], example.initialState, resetGate: example.resetGate),
        "candidateState(_:from:resetGate:)", suspects: example.candidateSuspects(),
        hint: "H̃ = tanh(X · W_xh + (R ⊙ H) · W_hh + b_h).")
    }
  }

  func testTask2_everyCandidateIsBetweenMinusOneAndOne() throws {
    try grade {
      let example = makeExample()
      let candidate = try example.oracle.student.candidateState(
        example.inputs[0] * 1000, from: example.initialState, resetGate: example.resetGate)
      try assertEqual(candidate.shape, example.initialState.shape, "the shape of candidateState")
      try assertWithin(
        -1...1, candidate.elements, "the candidate of a large input",
        hint: "A tanh computed from exp(1000) is infinity divided by infinity: use the tanh of LinearAlgebra."
      )
    }
  }

  func testTask2_withTheResetGateOpenItIsAPlainRecurrentStep() throws {
    try grade {
      let example = makeExample()
      let open = Matrix<Double>(rows: GRUExample.batch, columns: GRUExample.hiddenSize, repeating: 1)
      try assertClose(
        example.oracle.student.candidateState(
          example.inputs[0], from: example.initialState, resetGate: open),
        example.plainStep, "candidateState(_:from:resetGate:) for a reset gate of ones",
        suspects: example.candidateSuspects(open),
        hint: "With R = 1 it is tanh(X · W_xh + H · W_hh + b_h).")
    }
  }

  func testTask2_withTheResetGateClosedTheOldStateDoesNotMatter() throws {
    try grade {
      let example = makeExample()
      let shut = Matrix<Double>.zeros(example.initialState.shape)
      let network = example.oracle.student
      let candidate = try network.candidateState(
        example.inputs[0], from: example.initialState, resetGate: shut)
      try assertClose(
        candidate,
        example.oracle.candidate(example.inputs[0], .zeros(shut.shape), resetGate: shut),
        "candidateState(_:from:resetGate:) for a reset gate of zeros",
        suspects: example.candidateSuspects(shut),
        hint: "With R = 0 it is tanh(X · W_xh + b_h), whatever the state.")
    }
  }
}
