import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// A recurrent layer with an output layer. All wirings with one sequence of steps are built from it:
///
///     H_t = tanh(X_t · W_xh + H_{t-1} · W_hh + b_h),  H_0 = 0
///     Z_t = H_t · W_hq + b_q                          logits, before any softmax
///
/// They differ only in which X_t exist, and at which steps Z_t is read. B is the batch, I the input size, H the
/// hidden size, Q the output size, T the number of steps, at least 1.
public struct SequenceNetwork: ParameterCollection {
  /// W_xh [I, H], W_hh [H, H] and b_h [1, H].
  public var layer: RNNLayer
  /// W_hq [H, Q] and b_q [1, Q].
  public var output: LinearLayer

  /// A network of the given parts.
  public init(layer: RNNLayer, output: LinearLayer) {
    self.layer = layer
    self.output = output
  }

  /// A network whose parameters are drawn from `generator`.
  public init(
    inputSize: Int, hiddenSize: Int, outputSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    layer = RNNLayer(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    output = LinearLayer(inputSize: hiddenSize, outputSize: outputSize, using: &generator)
  }

  /// All five matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    parameters(of: \.layer, named: "layer") + parameters(of: \.output, named: "output")
  }

  /// Task 3. One-to-one: a sequence of a single step.
  ///
  /// - Parameter input: X, [B, I].
  /// - Returns: the logits, [B, Q].
  public func oneToOne(_ input: Matrix<Double>) throws -> Matrix<Double> {
    // TODO: Task 3, one-to-one, many-to-many, and many-to-one (part 1 of 4).
    throw NotImplemented()
  }

  /// Task 3. Many-to-many: an answer at every step.
  ///
  /// - Parameter inputs: X_1 … X_T, each [B, I].
  /// - Returns: Z_1 … Z_T, each [B, Q], and the layer's cache.
  public func manyToMany(
    _ inputs: [Matrix<Double>]
  ) throws -> (logits: [Matrix<Double>], cache: RNNLayer.Cache) {
    // TODO: Task 3, one-to-one, many-to-many, and many-to-one (part 2 of 4).
    throw NotImplemented()
  }

  /// Task 3. Many-to-one: one answer per sequence, from the state after its own last step.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I]; in row b only the first `lengths[b]` steps are real.
  ///   - lengths: B numbers from 1 to T.
  /// - Returns: the logits, [B, Q], and the layer's cache.
  public func manyToOne(
    _ inputs: [Matrix<Double>], lengths: [Int]
  ) throws -> (logits: Matrix<Double>, cache: RNNLayer.Cache) {
    // TODO: Task 3, one-to-one, many-to-many, and many-to-one (part 3 of 4).
    throw NotImplemented()
  }
}

/// Task 3. The state of each sequence after its own last step.
///
/// - Parameters:
///   - states: H_1 … H_T, each [B, H].
///   - lengths: B numbers from 1 to T.
/// - Returns: row b is row b of H at step `lengths[b]`, [B, H].
public func lastStates(_ states: [Matrix<Double>], lengths: [Int]) throws -> Matrix<Double> {
  // TODO: Task 3, one-to-one, many-to-many, and many-to-one (part 4 of 4).
  throw NotImplemented()
}
