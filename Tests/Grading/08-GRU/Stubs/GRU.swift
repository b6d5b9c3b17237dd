import CourseSupport
import Foundation
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

  /// Task 1. The reset gate: how much of each unit of the old state the candidate uses.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: R_t, [B, H], every number between 0 and 1.
  public func resetGate(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    // TODO: Task 1, the reset gate and the update gate (part 1 of 2).
    throw NotImplemented()
  }

  /// Task 1. The update gate: how much of each unit of the old state is kept.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: Z_t, [B, H], every number between 0 and 1.
  public func updateGate(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    // TODO: Task 1, the reset gate and the update gate (part 2 of 2).
    throw NotImplemented()
  }

  /// Task 2. The candidate: what the state would become if nothing were kept.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  ///   - resetGate: R_t, [B, H].
  /// - Returns: H̃_t, [B, H], every number between -1 and 1.
  public func candidateState(
    _ input: Matrix<Double>, from state: Matrix<Double>, resetGate: Matrix<Double>
  ) throws -> Matrix<Double> {
    // TODO: Task 2, the candidate.
    throw NotImplemented()
  }

  /// Task 3. One step: both gates, the candidate, and the blend of old and new.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: H_t, [B, H], and the cache for the backward pass.
  public func step(
    _ input: Matrix<Double>, from state: Matrix<Double>
  ) throws -> (state: Matrix<Double>, cache: Cache) {
    // TODO: Task 3, a step and the whole forward pass (part 1 of 2).
    throw NotImplemented()
  }

  /// Task 3. The whole sequence: step after step, each from the previous state.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I]; possibly none.
  ///   - initialState: H_0, [B, H]; not necessarily zero.
  /// - Returns: the states H_1 … H_T, each [B, H], and one cache per step.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) throws -> (states: [Matrix<Double>], caches: [Cache]) {
    // TODO: Task 3, a step and the whole forward pass (part 2 of 2).
    throw NotImplemented()
  }
}
