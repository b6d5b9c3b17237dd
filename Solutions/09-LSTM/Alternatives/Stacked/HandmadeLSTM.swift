import LinearAlgebra

/// An LSTM with weights you choose, which keeps a pulse for a hundred steps and more, and reports it only when asked.
///
/// An input has three columns: a *pulse*, which is 1 at one step and 0 at all others; *ask*, which is 1 at some steps
/// and 0 at the others; and noise between -1 and 1. Unit 0 of the hidden state must be at least 0.7 at every step with
/// ask = 1 from the pulse on, no matter how long ago the pulse came, and at most 0.05 in absolute value at all other
/// steps. Sequences have 300 steps and start from H_0 = 0, C_0 = 0; the pulse comes in the first 100.
///
/// - Returns: an LSTM of input size 3, and of any hidden size.
public func makePulseKeeper() throws -> LSTM {
  // Two units: unit 1 does nothing. The candidate is 1 only at the pulse, so the input gate can stay open.
  let zero = Matrix<Double>.zeros(rows: 2, columns: 2)
  let none = Matrix<Double>.zeros(rows: 3, columns: 2)
  return LSTM(
    inputGate: GateWeights(weightIH: [[60, 0], [0, 0], [0, 0]], weightHH: zero, bias: [[-30, -30]]),
    forgetGate: GateWeights(weightIH: none, weightHH: zero, bias: [[25, 25]]),
    candidate: GateWeights(weightIH: [[10, 0], [0, 0], [0, 0]], weightHH: zero, bias: [[0, 0]]),
    outputGate: GateWeights(weightIH: [[0, 0], [50, 0], [0, 0]], weightHH: zero, bias: [[-20, -20]]))
}

/// An LSTM with weights you choose, which counts.
///
/// An input has two columns: a *pulse*, 1 at some steps and 0 at the others, and *clear*, the same; the two are never 1
/// at the same step. After every step, unit 0 of the cell state C must be within 0.1 of the number of pulses since the
/// last clear, or since the beginning if there was none. Sequences have 300 steps and start from H_0 = 0, C_0 = 0.
///
/// - Returns: an LSTM of input size 2, and of any hidden size.
public func makeCounter() throws -> LSTM {
  // The input gate is always open; the pulse itself is written.
  let zero = Matrix<Double>.zeros(rows: 2, columns: 2)
  let none = Matrix<Double>.zeros(rows: 2, columns: 2)
  return LSTM(
    inputGate: GateWeights(weightIH: none, weightHH: zero, bias: [[30, -30]]),
    forgetGate: GateWeights(weightIH: [[0, 0], [-60, 0]], weightHH: zero, bias: [[30, 30]]),
    candidate: GateWeights(weightIH: [[15, 0], [0, 0]], weightHH: zero, bias: [[0, 0]]),
    outputGate: GateWeights(weightIH: none, weightHH: zero, bias: [[0, 0]]))
}
