import Exercise08GRU
import GradingSupport
import LinearAlgebra

/// Task 7: weights set by hand. The networks run in the suite's own GRU, so tasks 1 to 3 do not matter here.
final class HandmadeTests: GradedTestCase {
  private static let stepCount = 300

  /// The numbers of unit 0 after each step, from H_0 = 0.
  private func unitZero(_ network: GRUOracle, _ inputs: [[Double]]) throws -> [Double] {
    try assertEqual(
      network.candidate.weightIH.rows, inputs[0].count, "the input size, which is the rows of W_xh")
    let hiddenSize = network.candidate.bias.columns
    try assertWithin(1...64, [Double(hiddenSize)], "the hidden size")
    for gate in [network.reset, network.update, network.candidate] {
      try assertEqual(gate.weightIH.shape, MatrixShape(inputs[0].count, hiddenSize), "the shape of W_x")
      try assertEqual(gate.weightHH.shape, MatrixShape(hiddenSize, hiddenSize), "the shape of W_h")
      try assertEqual(gate.bias.shape, MatrixShape(1, hiddenSize), "the shape of b")
    }
    let steps = network.steps(
      inputs.map { Matrix([$0]) }, from: .zeros(rows: 1, columns: hiddenSize))
    return steps.map { $0.state[0, 0] }
  }

  /// Values at every step, and a write at about one of 20, the first step among them.
  private func makeWrites() -> [[Double]] {
    var generator = makeGenerator()
    return (0..<Self.stepCount).map { step in
      [
        Bool.random(using: &generator) ? 1 : -1,
        step == 0 || Int.random(in: 0..<20, using: &generator) == 0 ? 1 : 0,
      ]
    }
  }

  private func makePulses() -> [[Double]] {
    var generator = makeGenerator()
    return (0..<Self.stepCount).map { _ in [Int.random(in: 0..<12, using: &generator) == 0 ? 1 : 0] }
  }

  func testTask7_theBitIsTakenWhenWriteIsOne() throws {
    try grade {
      let inputs = makeWrites()
      let states = try unitZero(GRUOracle(makeBitKeeper()), inputs)
      for (step, state) in states.enumerated() where inputs[step][1] == 1 {
        try assertClose(
          state, inputs[step][0], "unit 0 after step \(step + 1), at which write is 1",
          within: Tolerance(relative: 0, absolute: 0.1),
          hint: "At a write the update gate has to shut, and the candidate has to be the value.")
      }
    }
  }

  func testTask7_theBitIsKeptUntilTheNextWrite() throws {
    try grade {
      let inputs = makeWrites()
      let states = try unitZero(GRUOracle(makeBitKeeper()), inputs)
      var bit = 0.0
      var age = 0
      for (step, state) in states.enumerated() {
        (bit, age) = inputs[step][1] == 1 ? (inputs[step][0], 0) : (bit, age + 1)
        try assertClose(
          state, bit, "unit 0 after step \(step + 1), \(age) steps after the last write",
          within: Tolerance(relative: 0, absolute: 0.1), hint: fading(state, bit, age))
      }
    }
  }

  /// Whether the bit was right once and has leaked away, or never was.
  private func fading(_ state: Double, _ bit: Double, _ age: Int) -> String {
    age > 0 && state * bit > 0 && abs(state) < 1
      ? "The bit fades between two writes: the update gate is not near enough to 1, and other values leak in."
      : "Between two writes the update gate has to be open, whatever the value is."
  }

  func testTask7_theToggleTurnsAtEveryPulse() throws {
    try grade {
      let inputs = makePulses()
      let states = try unitZero(GRUOracle(makeToggle()), inputs)
      var isOdd = false
      for (step, state) in states.enumerated() {
        if inputs[step][0] == 1 { isOdd.toggle() }
        try assertWithin(
          isOdd ? 0.9...1.1 : -1.1...0.1, [state],
          "unit 0 after step \(step + 1), where the number of pulses is \(isOdd ? "odd" : "even")",
          hint: "At a pulse the candidate has to be what the state is not; between pulses the gate keeps.")
      }
    }
  }
}
