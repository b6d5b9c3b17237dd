import LinearAlgebra

/// The long short-term memory network:
///
///     I_t = σ(X_t · W_xi + H_{t-1} · W_hi + b_i)         input gate
///     F_t = σ(X_t · W_xf + H_{t-1} · W_hf + b_f)         forget gate
///     C̃_t = tanh(X_t · W_xc + H_{t-1} · W_hc + b_c)      candidate
///     O_t = σ(X_t · W_xo + H_{t-1} · W_ho + b_o)         output gate
///     C_t = F_t ⊙ C_{t-1} + I_t ⊙ C̃_t
///     H_t = O_t ⊙ tanh(C_t)
///
/// B is the batch, I the input size, H the hidden size. ⊙ multiplies element by element, in Swift `*`.
public struct LSTM: Sendable {
  /// W_xi, W_hi and b_i.
  public var inputGate: GateWeights
  /// W_xf, W_hf and b_f.
  public var forgetGate: GateWeights
  /// W_xc, W_hc and b_c.
  public var candidate: GateWeights
  /// W_xo, W_ho and b_o.
  public var outputGate: GateWeights

  /// A network of the given parameters.
  public init(
    inputGate: GateWeights, forgetGate: GateWeights, candidate: GateWeights, outputGate: GateWeights
  ) {
    self.inputGate = inputGate
    self.forgetGate = forgetGate
    self.candidate = candidate
    self.outputGate = outputGate
  }

  /// The same shapes, all zero: the start of a gradient sum.
  public func zeroed() -> LSTM {
    LSTM(
      inputGate: inputGate.zeroed(), forgetGate: forgetGate.zeroed(), candidate: candidate.zeroed(),
      outputGate: outputGate.zeroed())
  }

  /// Task 1. The three gates and the candidate of one step.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - hidden: H_{t-1}, [B, H].
  /// - Returns: I_t, F_t, C̃_t and O_t, each [B, H].
  public func gates(_ input: Matrix<Double>, from hidden: Matrix<Double>) throws -> LSTMGates {
    func sums(_ gate: GateWeights) -> Matrix<Double> {
      matmul(input, gate.weightIH) + matmul(hidden, gate.weightHH) + gate.bias
    }
    return LSTMGates(
      input: sigmoid(sums(inputGate)),
      forget: sigmoid(sums(forgetGate)),
      candidate: tanh(sums(candidate)),  // not a gate: what can be written has a sign
      output: sigmoid(sums(outputGate)))
  }

  /// Task 2. One step: forget, write, show.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1} and C_{t-1}, each [B, H].
  /// - Returns: H_t and C_t, each [B, H], and the cache for the backward pass.
  public func step(
    _ input: Matrix<Double>, from state: LSTMState
  ) throws -> (state: LSTMState, cache: LSTMCache) {
    let gates = try gates(input, from: state.hidden)
    let cell = gates.forget * state.cell + gates.input * gates.candidate  // kept + written, unit by unit
    let hidden = gates.output * tanh(cell)  // the new memory is shown, not the old one
    let cache = LSTMCache(input: input, previousState: state, gates: gates, cell: cell)
    return (LSTMState(hidden: hidden, cell: cell), cache)
  }

  /// Task 3. The whole sequence: step after step, each from the previous state.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I]; possibly none.
  ///   - initialState: H_0 and C_0, each [B, H]; not necessarily zero.
  /// - Returns: the T states, one after each step, and one cache per step.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: LSTMState
  ) throws -> (states: [LSTMState], caches: [LSTMCache]) {
    var state = initialState
    var states: [LSTMState] = []
    var caches: [LSTMCache] = []
    for input in inputs {
      let (next, cache) = try step(input, from: state)
      states.append(next)
      caches.append(cache)
      state = next  // both parts travel on, H and C
    }
    return (states, caches)
  }
}
