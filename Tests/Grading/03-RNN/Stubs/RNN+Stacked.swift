import CourseSupport
import Foundation
import LinearAlgebra

/// Task 5. The same step with one product instead of two:
///
///     H_t = tanh([H_{t-1}, X_t] · [W_hh ; W_xh] + b_h)
///
/// `[A, B]` puts matrices side by side, `[A ; B]` puts A above B.
extension RNN {
  /// The state and the input side by side: [H_{t-1}, X_t].
  ///
  /// - Parameters:
  ///   - state: H_{t-1}, [B, H].
  ///   - input: X_t, [B, I].
  /// - Returns: [B, H + I], the state on the left.
  public func stacked(_ state: Matrix<Double>, _ input: Matrix<Double>) throws -> Matrix<Double> {
    // TODO: Task 5, the same step in stacked form (part 1 of 3).
    throw NotImplemented()
  }

  /// The two weight matrices stacked: [W_hh ; W_xh].
  ///
  /// - Returns: [H + I, H], W_hh on top.
  public func stackedWeight() throws -> Matrix<Double> {
    // TODO: Task 5, the same step in stacked form (part 2 of 3).
    throw NotImplemented()
  }

  /// One step of the recurrence, with one product of the two stacked matrices.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: H_t, [B, H].
  public func stackedStep(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    // TODO: Task 5, the same step in stacked form (part 3 of 3).
    throw NotImplemented()
  }
}
