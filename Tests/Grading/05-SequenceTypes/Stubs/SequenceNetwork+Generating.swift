import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Tokens as rows of a matrix, [B, V], each with a single 1.
///
/// - Parameters:
///   - tokens: B numbers from 0 to V - 1.
///   - classCount: V.
public func oneHotRows(_ tokens: [Int], classCount: Int) -> Matrix<Double> {
  Matrix(tokens.map { token in (0..<classCount).map { $0 == token ? 1 : 0 } })
}

extension SequenceNetwork {
  /// Task 5. One-to-many during training: the first step reads the one input, each later step the *true* token of the
  /// previous step (teacher forcing). The network reads what it writes, so I = Q = V.
  ///
  /// - Parameters:
  ///   - input: the one input, [B, V].
  ///   - targets: `targets[t][b]`, the tokens to write, T times B.
  /// - Returns: Z_1 … Z_T, each [B, V], and the layer's cache.
  public func oneToMany(
    _ input: Matrix<Double>, targets: [[Int]]
  ) throws -> (logits: [Matrix<Double>], cache: RNNLayer.Cache) {
    // TODO: Task 5, one in, many out (part 1 of 2).
    throw NotImplemented()
  }

  /// Task 5. One-to-many at generation time: each step reads the token the previous step found most likely.
  ///
  /// - Parameters:
  ///   - input: the one input, [B, V].
  ///   - stepCount: how many tokens to write, whatever they are.
  /// - Returns: `tokens[t][b]`, at each step the token with the largest logit.
  public func generate(from input: Matrix<Double>, stepCount: Int) throws -> [[Int]] {
    // TODO: Task 5, one in, many out (part 2 of 2).
    throw NotImplemented()
  }
}
