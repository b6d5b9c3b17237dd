import LinearAlgebra

/// A GRU with weights you choose, which keeps a bit until the next write.
///
/// An input has two columns. The first is a value, -1 or 1, different from step to step. The second is the *write*
/// signal: 1 at some steps and 0 at all others. After every step, unit 0 of the state must be within 0.1 of the value
/// at the last write, no matter how many steps ago it was. Sequences have 300 steps, begin with a write, and start from
/// H_0 = 0.
///
/// - Returns: a GRU of input size 2, and of any hidden size.
public func makeBitKeeper() throws -> GRU {
  // Two units: unit 1 does nothing.
  let zero = Matrix<Double>.zeros(rows: 2, columns: 2)
  let reset = GateWeights(weightIH: zero, weightHH: zero, bias: [[-3, 7]])
  let update = GateWeights(weightIH: [[0, 0], [-70, 0]], weightHH: zero, bias: [[30, 0]])
  let candidate = GateWeights(weightIH: [[9, 0], [0, 0]], weightHH: zero, bias: [[0, 0]])
  return GRU(reset: reset, update: update, candidate: candidate)
}

/// A GRU with weights you choose, which counts modulo 2.
///
/// An input has one column: 1 at some steps, a pulse, and 0 at all others. After every step, unit 0 of the state must
/// be at least 0.9 if the number of pulses so far is odd, and at most 0.1 if it is even (0 counts as even). Sequences
/// have 300 steps and start from H_0 = 0.
///
/// - Returns: a GRU of input size 1, and of any hidden size.
public func makeToggle() throws -> GRU {
  // Unit 1 does nothing. The candidate changes its sign steeply at one half.
  let zero = Matrix<Double>.zeros(rows: 2, columns: 2)
  let reset = GateWeights(weightIH: [[0, 0]], weightHH: zero, bias: [[30, 30]])
  let update = GateWeights(weightIH: [[-60, 0]], weightHH: zero, bias: [[30, 30]])
  let candidate = GateWeights(weightIH: [[0, 0]], weightHH: [[-12, 0], [0, 0]], bias: [[6, 0]])
  return GRU(reset: reset, update: update, candidate: candidate)
}
