import LinearAlgebra

/// The gated recurrent unit, with the reset gate before the product:
///
///     R_t = σ(X_t · W_xr + H_{t-1} · W_hr + b_r)               reset gate
///     Z_t = σ(X_t · W_xz + H_{t-1} · W_hz + b_z)               update gate
///     H̃_t = tanh(X_t · W_xh + (R_t ⊙ H_{t-1}) · W_hh + b_h)    candidate
///     H_t = Z_t ⊙ H_{t-1} + (1 - Z_t) ⊙ H̃_t
///
/// B is the batch, I the input size, H the hidden size. ⊙ multiplies element by element, in Swift `*`.
public struct GRU: Sendable {
  /// W_xr, W_hr and b_r.
  public var reset: GateWeights
  /// W_xz, W_hz and b_z.
  public var update: GateWeights
  /// W_xh, W_hh and b_h.
  public var candidate: GateWeights

  /// A network of the given parameters.
  public init(reset: GateWeights, update: GateWeights, candidate: GateWeights) {
    self.reset = reset
    self.update = update
    self.candidate = candidate
  }

  /// The same shapes, all zero: the start of a gradient sum.
  public func zeroed() -> GRU {
    GRU(reset: reset.zeroed(), update: update.zeroed(), candidate: candidate.zeroed())
  }

  /// The values one step caches for the backward pass. Everything but the input is [B, H].
  public struct Cache: Sendable {
    /// X_t, [B, I].
    public var input: Matrix<Double>
    /// H_{t-1}
    public var previousState: Matrix<Double>
    /// R_t
    public var resetGate: Matrix<Double>
    /// Z_t
    public var updateGate: Matrix<Double>
    /// H̃_t
    public var candidate: Matrix<Double>

    /// A cache of the given matrices.
    public init(
      input: Matrix<Double>, previousState: Matrix<Double>, resetGate: Matrix<Double>,
      updateGate: Matrix<Double>, candidate: Matrix<Double>
    ) {
      self.input = input
      self.previousState = previousState
      self.resetGate = resetGate
      self.updateGate = updateGate
      self.candidate = candidate
    }
  }

  /// The reset gate: how much of each unit of the old state the candidate uses.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: R_t, [B, H], every number between 0 and 1.
  public func resetGate(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    gates(input, state).columns(0..<state.columns)
  }

  /// The update gate: how much of each unit of the old state is kept.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: Z_t, [B, H], every number between 0 and 1.
  public func updateGate(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    gates(input, state).columns(state.columns..<2 * state.columns)
  }

  /// The candidate: what the state would become if nothing were kept.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  ///   - resetGate: R_t, [B, H].
  /// - Returns: H̃_t, [B, H], every number between -1 and 1.
  public func candidateState(
    _ input: Matrix<Double>, from state: Matrix<Double>, resetGate: Matrix<Double>
  ) throws -> Matrix<Double> {
    let both = concatenate(columns: [resetGate * state, input])
    return tanh(matmul(both, stack(candidate)) + candidate.bias)
  }

  /// One step: both gates, the candidate, and the blend of old and new.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: H_t, [B, H], and the cache for the backward pass.
  public func step(
    _ input: Matrix<Double>, from state: Matrix<Double>
  ) throws -> (state: Matrix<Double>, cache: Cache) {
    let both = gates(input, state)
    let (r, z) = (both.columns(0..<state.columns), both.columns(state.columns..<2 * state.columns))
    let new = try candidateState(input, from: state, resetGate: r)
    return (
      new + z * (state - new),
      Cache(input: input, previousState: state, resetGate: r, updateGate: z, candidate: new)
    )
  }

  /// The whole sequence: step after step, each from the previous state.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I]; possibly none.
  ///   - initialState: H_0, [B, H]; not necessarily zero.
  /// - Returns: the states H_1 … H_T, each [B, H], and one cache per step.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) throws -> (states: [Matrix<Double>], caches: [Cache]) {
    return try inputs.reduce(into: (states: [], caches: [])) { result, input in
      let (state, cache) = try step(input, from: result.states.last ?? initialState)
      result.states.append(state)
      result.caches.append(cache)
    }
  }
}

extension GRU {
  /// [W_h ; W_x], [H + I, H].
  func stack(_ gate: GateWeights) -> Matrix<Double> { concatenate(rows: [gate.weightHH, gate.weightIH]) }

  /// Both gates side by side, [B, 2H], by one product.
  private func gates(_ input: Matrix<Double>, _ state: Matrix<Double>) -> Matrix<Double> {
    let weight = concatenate(columns: [stack(reset), stack(update)])
    let bias = concatenate(columns: [reset.bias, update.bias])
    return sigmoid(matmul(concatenate(columns: [state, input]), weight) + bias)
  }
}
