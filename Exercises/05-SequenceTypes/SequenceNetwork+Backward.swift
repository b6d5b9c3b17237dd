import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Task 4. The way back of `lastStates`: each sequence's gradient stands at its own last step, zeros everywhere else.
///
/// - Parameters:
///   - gradient: dL/d(last states), [B, H].
///   - lengths: B numbers from 1 to T.
///   - stepCount: T.
/// - Returns: dL/dH_1 … dL/dH_T as far as they come from the output, each [B, H].
public func spread(_ gradient: Matrix<Double>, lengths: [Int], stepCount: Int) throws -> [Matrix<Double>] {
  // TODO: Task 4, the ways back (part 1 of 3).
  throw NotImplemented()
}

extension SequenceNetwork {
  /// Task 4. The gradients of all parameters where every step has an answer.
  ///
  /// - Parameters:
  ///   - logitGradients: dL/dZ_1 … dL/dZ_T, each [B, Q].
  ///   - cache: what `manyToMany(_:)` gave.
  /// - Returns: the gradients, in a network of the same shapes.
  public func manyToManyGradients(
    _ logitGradients: [Matrix<Double>], through cache: RNNLayer.Cache
  ) throws -> SequenceNetwork {
    // TODO: Task 4, the ways back (part 2 of 3).
    throw NotImplemented()
  }

  /// Task 4. The gradients of all parameters where every sequence has one answer.
  ///
  /// - Parameters:
  ///   - logitGradient: dL/dZ, [B, Q].
  ///   - cache: what `manyToOne(_:lengths:)` gave.
  ///   - lengths: the lengths that it got.
  /// - Returns: the gradients, in a network of the same shapes.
  public func manyToOneGradients(
    _ logitGradient: Matrix<Double>, through cache: RNNLayer.Cache, lengths: [Int]
  ) throws -> SequenceNetwork {
    // TODO: Task 4, the ways back (part 3 of 3).
    throw NotImplemented()
  }
}
