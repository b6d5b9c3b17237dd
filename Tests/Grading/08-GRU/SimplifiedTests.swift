import Exercise08GRU
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 6: the simplified GRU, and the two polarities. B = 2, I = 3, H = 4.
final class SimplifiedTests: GradedTestCase {
  private func makeExample() -> GRUExample {
    var generator = makeGenerator()
    return GRUExample(using: &generator)
  }

  private func network(_ example: GRUExample) -> SimplifiedGRU {
    SimplifiedGRU(update: example.oracle.update.student, candidate: example.oracle.candidate.student)
  }

  func testTask6_aGateNearOneTakesTheCandidateHere() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        network(example).step(example.inputs[0], from: example.initialState), example.simplifiedStep(),
        "SimplifiedGRU.step(_:from:)", suspects: example.simplifiedSuspects(),
        hint: "C_t = Γ_u ⊙ C̃_t + (1 - Γ_u) ⊙ C_{t-1}.")
    }
  }

  func testTask6_largeSumsDoNotOverflow() throws {
    try grade {
      var example = makeExample()
      for path in [\GRUOracle.Gate.weightIH, \.weightHH, \.bias] {
        example.oracle.candidate[keyPath: path] = example.oracle.candidate[keyPath: path] * 2000
        example.oracle.update[keyPath: path] = example.oracle.update[keyPath: path] * 2000
      }
      try assertClose(
        network(example).step(example.inputs[0], from: example.initialState), example.simplifiedStep(),
        "SimplifiedGRU.step(_:from:) with weights in the thousands",
        hint: "exp(1000) is infinite: use tanh and sigmoid of LinearAlgebra.")
    }
  }

  func testTask6_theOppositeGateIsOneMinusTheGate() throws {
    try grade {
      let example = makeExample()
      let (input, state) = (example.inputs[0], example.initialState)
      let opposite = try GRUOracle.Gate(example.oracle.update.student.opposite())
      try example.assertShapes(opposite, like: example.oracle.update, in: self)
      try assertClose(
        example.oracle.gate(opposite, input, state),
        example.oracle.gate(example.oracle.update, input, state).map { 1 - $0 },
        "the gate with the parameters of opposite()", suspects: example.oppositeSuspects(),
        hint: "1 - σ(a) = σ(-a): the whole pre-activation must change its sign.")
    }
  }

  func testTask6_theGRUComputesTheSameStates() throws {
    try grade {
      let example = makeExample()
      let converted = try GRUOracle(network(example).asGRU())
      for (gate, model) in [
        (converted.reset, example.oracle.reset), (converted.update, example.oracle.update),
        (converted.candidate, example.oracle.candidate),
      ] {
        try example.assertShapes(gate, like: model, in: self)
      }
      try assertClose(
        converted.steps(example.inputs, from: example.initialState).map(\.state),
        example.simplifiedStates(), "the states of asGRU()", suspects: example.conversionSuspects(),
        hint:
          "The candidate stays; the update gate reverses its polarity; the reset gate is 1 for every input.")
    }
  }

  func testTask6_theResetGateIsOpenWhateverTheUpdateGateIs() throws {
    try grade {
      var example = makeExample()
      for path in [\GRUOracle.Gate.weightIH, \.weightHH, \.bias] {
        example.oracle.update[keyPath: path] = example.oracle.update[keyPath: path] * 90
      }
      let converted = try GRUOracle(network(example).asGRU())
      try example.assertShapes(converted.reset, like: example.oracle.reset, in: self)
      let gates = converted.steps(example.inputs, from: example.initialState).map(\.resetGate)
      let ones = Matrix<Double>(rows: GRUExample.batch, columns: GRUExample.hiddenSize, repeating: 1)
      try assertClose(
        gates, gates.map { _ in ones },
        "the reset gates of asGRU(), with large weights in the update gate",
        suspects: [1.0, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 18, 20].map { bias in
          Suspect(
            "the reset gate is not open enough: a bias of \(Int(bias)) leaves it below 1 by more than nine digits allow",
            at: "asGRU()", gates.map { _ in ones * (1 / (1 + exp(-bias))) })
        },
        hint: "A gate that is always open ignores its inputs: weights of zero, and a large bias.")
    }
  }
}
