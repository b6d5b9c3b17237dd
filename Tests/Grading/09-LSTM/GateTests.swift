import Exercise09LSTM
import GradingSupport
import LinearAlgebra

/// Task 1: the three gates and the candidate. B = 2, I = 3, H = 4.
final class GateTests: GradedTestCase {
  private func makeExample() -> LSTMExample {
    var generator = makeGenerator()
    return LSTMExample(using: &generator)
  }

  private func assertGate(_ index: Int, _ name: String, _ hint: String) throws {
    let example = makeExample()
    let gates = try example.oracle.student.gates(example.inputs[0], from: example.initialState.hidden)
    try assertClose(
      gates.matrices[index], example.firstStep.gates[index], "\(name) of gates(_:from:)",
      suspects: example.gateSuspects(index), hint: hint)
  }

  func testTask1_theInputGateMatchesTheEquation() throws {
    try grade { try assertGate(0, "the input gate", "I = σ(X · W_xi + H · W_hi + b_i).") }
  }

  func testTask1_theForgetGateMatchesTheEquation() throws {
    try grade { try assertGate(1, "the forget gate", "F = σ(X · W_xf + H · W_hf + b_f).") }
  }

  func testTask1_theCandidateMatchesTheEquation() throws {
    try grade { try assertGate(2, "the candidate", "C̃ = tanh(X · W_xc + H · W_hc + b_c).") }
  }

  func testTask1_theOutputGateMatchesTheEquation() throws {
    try grade { try assertGate(3, "the output gate", "O = σ(X · W_xo + H · W_ho + b_o).") }
  }

  func testTask1_gatesAreBetweenZeroAndOne() throws {
    try grade {
      let example = makeExample()
      let gates = try example.oracle.student.gates(
        example.inputs[0] * 1000, from: example.initialState.hidden)
      for (gate, name) in [(gates.input, "input"), (gates.forget, "forget"), (gates.output, "output")] {
        try assertEqual(gate.shape, example.initialState.hidden.shape, "the shape of the \(name) gate")
        try assertWithin(
          0...1, gate.elements, "the \(name) gate of a large input",
          hint: "The sigmoid is what keeps a gate between 0 and 1.")
      }
      try assertEqual(gates.candidate.shape, example.initialState.hidden.shape, "the shape of the candidate")
      try assertWithin(
        -1...1, gates.candidate.elements, "the candidate of a large input",
        hint: "A tanh computed from exp(1000) is infinity divided by infinity: use the tanh of LinearAlgebra."
      )
    }
  }
}
