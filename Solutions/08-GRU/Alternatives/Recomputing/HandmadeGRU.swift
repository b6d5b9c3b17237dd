import LinearAlgebra

/// A GRU, its weights chosen by you, that keeps a bit until it is told to take another.
///
/// An input has two columns. The first is a value, -1 or 1, different from step to step. The second says *write*: it
/// is 1 at some steps and 0 at all others. After every step, unit 0 of the state is to be within 0.1 of the value of
/// the last step at which write was 1, however many steps ago. Sequences have 300 steps, begin with a write, and
/// start from H_0 = 0.
///
/// - Returns: a GRU of input size 2, and of any hidden size.
public func makeBitKeeper() throws -> GRU {
  // Two units: unit 1 knows nothing and is not heard.
  let zero = Matrix<Double>.zeros(rows: 2, columns: 2)
  let reset = GateWeights(weightIH: zero, weightHH: zero, bias: [[-3, 7]])
  let update = GateWeights(weightIH: [[0, 0], [-70, 0]], weightHH: zero, bias: [[30, 0]])
  let candidate = GateWeights(weightIH: [[9, 0], [0, 0]], weightHH: zero, bias: [[0, 0]])
  return GRU(reset: reset, update: update, candidate: candidate)
}

/// A GRU, its weights chosen by you, that counts modulo 2.
///
/// An input has one column: 1 at some steps, a pulse, and 0 at all others. After every step, unit 0 of the state is
/// to be at least 0.9 if the number of pulses so far is odd, and at most 0.1 if it is even (0 counts as even).
/// Sequences have 300 steps and start from H_0 = 0.
///
/// - Returns: a GRU of input size 1, and of any hidden size.
public func makeToggle() throws -> GRU {
  // Unit 1 does nothing. The candidate turns over at one half, steeply.
  let zero = Matrix<Double>.zeros(rows: 2, columns: 2)
  let reset = GateWeights(weightIH: [[0, 0]], weightHH: zero, bias: [[30, 30]])
  let update = GateWeights(weightIH: [[-60, 0]], weightHH: zero, bias: [[30, 30]])
  let candidate = GateWeights(weightIH: [[0, 0]], weightHH: [[-12, 0], [0, 0]], bias: [[6, 0]])
  return GRU(reset: reset, update: update, candidate: candidate)
}
