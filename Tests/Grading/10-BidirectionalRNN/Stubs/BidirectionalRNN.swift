import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Two recurrent layers that read the same sequence from its two ends:
///
///     H→_t = tanh(X_t · W_xh + H→_{t-1} · W_hh + b_h)      the forward layer's weights, t = 1 … T
///     H←_t = tanh(X_t · W_xh + H←_{t+1} · W_hh + b_h)      the backward layer's weights, t = T … 1
///     H_t  = [H→_t, H←_t]
///     Ŷ_t  = softmax(H_t · W_hq + b_q)
///
/// Both start from a state of zeros. B is the batch, I the input size, H the hidden size of each direction, Q the
/// output size, T the number of steps, at least 1.
public struct BidirectionalRNN: Sendable {
  /// Reads from the first step to the last.
  public var forwardLayer: RNNLayer
  /// Reads from the last step to the first.
  public var backwardLayer: RNNLayer
  /// W_hq [2H, Q] and b_q [1, Q].
  public var output: LinearLayer

  /// A network of the given parts.
  public init(forwardLayer: RNNLayer, backwardLayer: RNNLayer, output: LinearLayer) {
    self.forwardLayer = forwardLayer
    self.backwardLayer = backwardLayer
    self.output = output
  }

  /// The values both directions cache for the backward pass, each in its own order of reading.
  public struct Cache: Sendable {
    /// Of the forward layer: inputs X_1 … X_T, states H→_0 … H→_T.
    public var forward: RNNLayer.Cache
    /// Of the backward layer: inputs X_T … X_1, states H←_{T+1} … H←_1.
    public var backward: RNNLayer.Cache

    /// A cache of both directions.
    public init(forward: RNNLayer.Cache, backward: RNNLayer.Cache) {
      self.forward = forward
      self.backward = backward
    }
  }

  /// Task 1. The direction that reads backward.
  ///
  /// - Parameter inputs: X_1 … X_T, each [B, I].
  /// - Returns: H←_1 … H←_T, each [B, H], in the order of the inputs, and the backward layer's cache, in the order of
  ///   reading.
  public func readBackward(
    _ inputs: [Matrix<Double>]
  ) throws -> (states: [Matrix<Double>], cache: RNNLayer.Cache) {
    // TODO: Task 1, the direction that reads backward.
    throw NotImplemented()
  }

  /// Task 2. Both directions, side by side.
  ///
  /// - Parameter inputs: X_1 … X_T, each [B, I].
  /// - Returns: H_1 … H_T, each [B, 2H], and the caches of both directions.
  public func forward(
    _ inputs: [Matrix<Double>]
  ) throws -> (hidden: [Matrix<Double>], cache: Cache) {
    // TODO: Task 2, both directions side by side.
    throw NotImplemented()
  }

  /// Task 3. The network's prediction at each step.
  ///
  /// - Parameter hidden: H_1 … H_T, each [B, 2H].
  /// - Returns: Ŷ_1 … Ŷ_T, each [B, Q]; every row sums to 1.
  public func predict(_ hidden: [Matrix<Double>]) throws -> [Matrix<Double>] {
    // TODO: Task 3, predictions and a summary (part 1 of 2).
    throw NotImplemented()
  }

  /// Task 3. One state for the whole sequence: from each direction, the state that has read everything.
  ///
  /// - Parameter cache: the cache of the forward pass.
  /// - Returns: [H→_T, H←_1], [B, 2H].
  public func summary(_ cache: Cache) throws -> Matrix<Double> {
    // TODO: Task 3, predictions and a summary (part 2 of 2).
    throw NotImplemented()
  }
}
