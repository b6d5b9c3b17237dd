import CourseSupport
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

  /// Task 6. One step.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: C_{t-1}, [B, H].
  /// - Returns: C_t, [B, H].
  public func step(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    // TODO: Task 6, the simplified GRU, and the other polarity (part 2 of 3).
    throw NotImplemented()
  }

  /// Task 6. A `GRU` that computes the same states: its update gate has the other polarity, and its reset gate is
  /// always open.
  ///
  /// - Returns: a GRU of the same sizes; its states agree with these to at least nine digits.
  public func asGRU() throws -> GRU {
    // TODO: Task 6, the simplified GRU, and the other polarity (part 3 of 3).
    throw NotImplemented()
  }
}
