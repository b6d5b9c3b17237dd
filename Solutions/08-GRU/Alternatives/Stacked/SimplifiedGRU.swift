import LinearAlgebra

/// The GRU without a reset gate, with the letters and the polarity many courses use to introduce it:
///
///     Γ_u = σ(X_t · W_xu + C_{t-1} · W_hu + b_u)
///     C̃_t = tanh(X_t · W_xc + C_{t-1} · W_hc + b_c)
///     C_t = Γ_u ⊙ C̃_t + (1 - Γ_u) ⊙ C_{t-1}
///
/// Here a gate near 1 takes the candidate. In `GRU` a gate near 1 keeps the old state.
public struct SimplifiedGRU: Sendable {
  /// W_xu, W_hu and b_u.
  public var update: GateWeights
  /// W_xc, W_hc and b_c.
  public var candidate: GateWeights

  /// A network of the given parameters.
  public init(update: GateWeights, candidate: GateWeights) {
    self.update = update
    self.candidate = candidate
  }

  /// One step.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: C_{t-1}, [B, H].
  /// - Returns: C_t, [B, H].
  public func step(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    let both = concatenate(columns: [input, state])
    let weight = concatenate(columns: [
      concatenate(rows: [update.weightIH, update.weightHH]),
      concatenate(rows: [candidate.weightIH, candidate.weightHH]),
    ])
    let sums = matmul(both, weight) + concatenate(columns: [update.bias, candidate.bias])
    let size = state.columns
    let gate = sigmoid(sums.columns(0..<size))
    return state + gate * (tanh(sums.columns(size..<2 * size)) - state)
  }

  /// A `GRU` that computes the same states: its update gate has the other polarity, and its reset gate is
  /// always open.
  ///
  /// - Returns: a GRU of the same sizes; its states agree with these to at least nine digits.
  public func asGRU() throws -> GRU {
    let (inputSize, size) = (update.weightIH.rows, update.bias.columns)
    let open = GateWeights(
      weightIH: .zeros(rows: inputSize, columns: size), weightHH: .zeros(rows: size, columns: size),
      bias: Matrix(rows: 1, columns: size, repeating: 36))
    let keeping = GateWeights(
      weightIH: 0 - update.weightIH, weightHH: 0 - update.weightHH, bias: 0 - update.bias)
    return GRU(reset: open, update: keeping, candidate: candidate)
  }
}
