import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Task 4. The backward pass of `lastStates`: each sequence's gradient is at its own last step, zeros everywhere else.
///
/// - Parameters:
///   - gradient: dL/d(last states), [B, H].
///   - lengths: B numbers from 1 to T.
///   - stepCount: T.
/// - Returns: the parts of dL/dH_1 … dL/dH_T that come from the output, each [B, H].
public func scatterToLastSteps(
  _ gradient: Matrix<Double>, lengths: [Int], stepCount: Int
) throws -> [Matrix<Double>] {
  // TODO: Task 4, the backward passes (part 1 of 3).
  throw NotImplemented()
}

extension SequenceNetwork {
  /// Task 4. The gradients of all parameters if every step has an answer.
  ///
  /// - Parameters:
  ///   - logitGradients: dL/dZ_1 … dL/dZ_T, each [B, Q].
  ///   - cache: the cache `manyToMany(_:)` returned.
  /// - Returns: the gradients, in a network of the same shapes.
  public func manyToManyGradients(
    _ logitGradients: [Matrix<Double>], through cache: RNNLayer.Cache
  ) throws -> SequenceNetwork {
    // TODO: Task 4, the backward passes (part 2 of 3).
    throw NotImplemented()
  }

  /// Task 4. The gradients of all parameters if every sequence has one answer.
  ///
  /// - Parameters:
  ///   - logitGradient: dL/dZ, [B, Q].
  ///   - cache: the cache `manyToOne(_:lengths:)` returned.
  ///   - lengths: the lengths it received.
  /// - Returns: the gradients, in a network of the same shapes.
  public func manyToOneGradients(
    _ logitGradient: Matrix<Double>, through cache: RNNLayer.Cache, lengths: [Int]
  ) throws -> SequenceNetwork {
    // TODO: Task 4, the backward passes (part 3 of 3).
    throw NotImplemented()
  }
}
