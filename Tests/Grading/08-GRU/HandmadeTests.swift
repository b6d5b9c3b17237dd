import Exercise08GRU
import GradingSupport
import LinearAlgebra

/// Task 7: weights set by hand. The networks run in the suite's own GRU, so tasks 1 to 3 do not matter here.
final class HandmadeTests: GradedTestCase {
  private static let stepCount = 300

  /// All steps of a network, from H_0 = 0.
  private func steps(_ network: GRUOracle, _ inputs: [[Double]]) throws -> [GRUOracle.Step] {
    try assertEqual(
      network.candidate.weightIH.rows, inputs[0].count, "the input size, which is the rows of W_xh")
    let hiddenSize = network.candidate.bias.columns
    try assertWithin(1...64, [Double(hiddenSize)], "the hidden size")
    for gate in [network.reset, network.update, network.candidate] {
      try assertEqual(gate.weightIH.shape, MatrixShape(inputs[0].count, hiddenSize), "the shape of W_x")
      try assertEqual(gate.weightHH.shape, MatrixShape(hiddenSize, hiddenSize), "the shape of W_h")
      try assertEqual(gate.bias.shape, MatrixShape(1, hiddenSize), "the shape of b")
    }
    return network.steps(
      inputs.map { Matrix([$0]) }, from: .zeros(rows: 1, columns: hiddenSize))
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

  func testTask7_theBitIsStoredWhenWriteIsOne() throws {
    try grade {
      let inputs = makeWrites()
      for (index, step) in try steps(GRUOracle(makeBitKeeper()), inputs).enumerated()
      where inputs[index][1] == 1 {
        try assertClose(
          step.state[0, 0], inputs[index][0], "unit 0 after step \(index + 1), a write",
          within: Self.tenth, hint: atWrite(step, inputs[index][0]))
      }
    }
  }

  func testTask7_theBitIsKeptUntilTheNextWrite() throws {
    try grade {
      let inputs = makeWrites()
      var bit = 0.0
      var age = 0
      for (index, step) in try steps(GRUOracle(makeBitKeeper()), inputs).enumerated() {
        let isWrite = inputs[index][1] == 1
        (bit, age) = isWrite ? (inputs[index][0], 0) : (bit, age + 1)
        try assertClose(
          step.state[0, 0], bit,
          "unit 0 after step \(index + 1), \(age) \(age == 1 ? "step" : "steps") after the last write",
          within: Self.tenth, hint: isWrite ? atWrite(step, bit) : fading(step, bit))
      }
    }
  }

  private static let tenth = Tolerance(relative: 0, absolute: 0.1)

  /// Which part of the only unit is wrong at a write. With several units, the role of each is unknown.
  private func atWrite(_ step: GRUOracle.Step, _ value: Double) -> String {
    let (gate, new) = (step.updateGate[0, 0], step.candidate[0, 0])
    switch true {
    case step.state.columns > 1: break
    case gate > 0.9: return "This happens when the update gate stays open at a write: the old bit is kept."
    case gate > 0.05: return "This happens when the update gate is only half shut at a write."
    case abs(new + value) < 0.1: return "This happens when the candidate is the value with its sign flipped."
    case new * value > 0: return "This happens when the candidate is too weak to be near 1 or -1."
    default: return "This happens when the candidate is not the value at a write."
    }
    return "At a write the update gate has to shut, and the candidate has to be the value."
  }

  /// Whether the bit was right once and has leaked away, or was never right.
  private func fading(_ step: GRUOracle.Step, _ bit: Double) -> String {
    let (state, gate) = (step.state[0, 0], step.updateGate[0, 0])
    if state * bit > 0, abs(state) < 1 {
      return
        "The bit fades between two writes: the update gate is not near enough to 1, and other values leak in."
    }
    if step.state.columns == 1, gate < 0.5 {
      return
        "This happens when the update gate is shut between two writes too, so each value replaces the bit."
    }
    return "Between two writes the update gate has to be open, whatever the value is."
  }

  func testTask7_theToggleTurnsAtEveryPulse() throws {
    try grade {
      let inputs = makePulses()
      var isOdd = false
      for (index, step) in try steps(GRUOracle(makeToggle()), inputs).enumerated() {
        let isPulse = inputs[index][0] == 1
        if isPulse { isOdd.toggle() }
        try assertWithin(
          isOdd ? 0.9...1.1 : -1.1...0.1, [step.state[0, 0]],
          "unit 0 after step \(index + 1), where the number of pulses is \(isOdd ? "odd" : "even")",
          hint: isPulse ? atPulse(step) : betweenPulses(step))
      }
    }
  }

  private func atPulse(_ step: GRUOracle.Step) -> String {
    let (gate, old, new) = (step.updateGate[0, 0], step.previousState[0, 0], step.candidate[0, 0])
    switch true {
    case step.state.columns > 1: break
    case gate > 0.9: return "This happens when the update gate stays open at a pulse: the old state stays."
    case gate > 0.05: return "This happens when the update gate is only half shut at a pulse."
    case abs(old) > 0.5 && step.resetGate[0, 0] < 0.5:
      return "This happens when the reset gate is shut at a pulse, which hides the state."
    case abs(old) > 0.5: return "This happens when the candidate at a pulse is the old state's value again."
    case abs(new) < 0.9: return "This happens when the candidate is not near 1 from a state of 0."
    default: return "This happens when the candidate at a pulse has the wrong sign."
    }
    return
      "At a pulse the candidate must be the opposite of the state; between pulses the gate keeps the state."
  }

  private func betweenPulses(_ step: GRUOracle.Step) -> String {
    step.state.columns == 1 && step.updateGate[0, 0] < 0.999
      ? "This happens when the update gate is not near 1 between two pulses, so the candidate leaks in."
      : "At a pulse the candidate must be the opposite of the state; between pulses the gate keeps the state."
  }
}
