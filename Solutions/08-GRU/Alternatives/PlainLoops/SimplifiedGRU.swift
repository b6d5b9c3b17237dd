import Foundation
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
    var next = state
    for example in 0..<state.rows {
      for unit in 0..<state.columns {
        func sum(_ gate: GateWeights) -> Double {
          let fromInput = (0..<input.columns).map { input[example, $0] * gate.weightIH[$0, unit] }
          let fromState = (0..<state.columns).map { state[example, $0] * gate.weightHH[$0, unit] }
          return gate.bias[0, unit] + fromInput.reduce(0, +) + fromState.reduce(0, +)
        }
        let gate = 1 / (1 + Foundation.exp(-sum(update)))
        next[example, unit] += gate * (Foundation.tanh(sum(candidate)) - state[example, unit])
      }
    }
    return next
  }

  /// A `GRU` that computes the same states: its update gate has the other polarity, and its reset gate is
  /// always open.
  ///
  /// - Returns: a GRU of the same sizes; its states agree with these to at least nine digits.
  public func asGRU() throws -> GRU {
    var open = candidate
    open.weightIH = open.weightIH * 0
    open.weightHH = open.weightHH * 0
    open.bias = open.bias * 0 + 100
    return GRU(reset: open, update: try update.opposite(), candidate: candidate)
  }
}
