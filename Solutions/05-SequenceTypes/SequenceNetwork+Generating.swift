import EarlierUnits
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
    let before = targets.dropLast().map { oneHotRows($0, classCount: layer.inputSize) }
    return try manyToMany([input] + before)  // step t reads the token of step t - 1
  }

  /// Task 5. One-to-many at generation time: each step reads the token the previous step found most likely.
  ///
  /// - Parameters:
  ///   - input: the one input, [B, V].
  ///   - stepCount: how many tokens to write, whatever they are.
  /// - Returns: `tokens[t][b]`, at each step the token with the largest logit.
  public func generate(from input: Matrix<Double>, stepCount: Int) throws -> [[Int]] {
    var state = layer.initialState(batchSize: input.rows)
    var next = input
    var written: [[Int]] = []
    for _ in 0..<stepCount {
      state = layer.step(next, from: state)
      let tokens = output.forward(state).rowArgmax()
      written.append(tokens)
      next = oneHotRows(tokens, classCount: layer.inputSize)  // its own choice is its next input
    }
    return written
  }
}
