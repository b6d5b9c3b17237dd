import CourseSupport
import Foundation
import LinearAlgebra

/// The same gradients once more, path by path.
extension RNN {
  /// Task 4. One link of a path: a gradient of H_t, passed back to H_{t-1}.
  ///
  /// - Parameters:
  ///   - gradient: of H_t, [B, H].
  ///   - state: H_t, [B, H], the state whose tanh the path goes through.
  /// - Returns: the gradient of H_{t-1}, [B, H].
  public func link(_ gradient: Matrix<Double>, through state: Matrix<Double>) throws -> Matrix<Double> {
    // TODO: Task 4, the same gradient, path by path (part 1 of 2).
    throw NotImplemented()
  }

  /// Task 4. Every path from the losses back to the states, one by one.
  ///
  /// From H_t a path leads up to the loss of step t, another via H_{t+1} to the loss of step t + 1, and so on. For
  /// three steps there are one path for H_3, two for H_2, and three for H_1.
  ///
  /// - Parameters:
  ///   - vertical: ∂L_1/∂H_1 … ∂L_T/∂H_T, each [B, H]: the gradient of each state from the loss of
  ///     its own step only.
  ///   - states: H_1 … H_T, each [B, H].
  /// - Returns: `paths[t][k]` is what the loss of step t + k contributes to the gradient of the state of step t, both
  ///   counted from 0: T lists of T, T - 1, …, 1 matrices [B, H].
  public func pathGradients(
    vertical: [Matrix<Double>], states: [Matrix<Double>]
  ) throws -> [[Matrix<Double>]] {
    // TODO: Task 4, the same gradient, path by path (part 2 of 2).
    throw NotImplemented()
  }
}
