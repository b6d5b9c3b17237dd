import LinearAlgebra

/// Task 7. A GRU with weights you choose, which keeps a bit until the next write.
///
/// An input has two columns. The first is a value, -1 or 1, different from step to step. The second is the *write*
/// signal: 1 at some steps and 0 at all others. After every step, unit 0 of the state must be within 0.1 of the value
/// at the last write, no matter how many steps ago it was. Sequences have 300 steps, begin with a write, and start from
/// H_0 = 0.
///
/// - Returns: a GRU of input size 2, and of any hidden size.
public func makeBitKeeper() throws -> GRU {
  // Z is near 1 (keep) unless write is 1, which takes 40 from the sum; the candidate is the value.
  let update = GateWeights(weightIH: [[0], [-40]], weightHH: [[0]], bias: [[20]])
  let candidate = GateWeights(weightIH: [[3], [0]], weightHH: [[0]], bias: [[0]])
  return GRU(reset: update.zeroed(), update: update, candidate: candidate)
}

/// Task 7. A GRU with weights you choose, which counts modulo 2.
///
/// An input has one column: 1 at some steps, a pulse, and 0 at all others. After every step, unit 0 of the state must
/// be at least 0.9 if the number of pulses so far is odd, and at most 0.1 if it is even (0 counts as even). Sequences
/// have 300 steps and start from H_0 = 0.
///
/// - Returns: a GRU of input size 1, and of any hidden size.
public func makeToggle() throws -> GRU {
  // Between pulses Z keeps. At a pulse the candidate is the opposite of the state: tanh(4 - 8 H) is near 1 from 0 or
  // below, and near -1 from 1. The reset gate is open to let the candidate see the state.
  let open = GateWeights(weightIH: [[0]], weightHH: [[0]], bias: [[20]])
  let update = GateWeights(weightIH: [[-40]], weightHH: [[0]], bias: [[20]])
  let candidate = GateWeights(weightIH: [[0]], weightHH: [[-8]], bias: [[4]])
  return GRU(reset: open, update: update, candidate: candidate)
}
