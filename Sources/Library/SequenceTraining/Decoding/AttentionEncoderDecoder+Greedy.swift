import LinearAlgebra
import RecurrentNetworks

extension AttentionEncoderDecoder {
  /// The target sequences that result from always taking the most likely next token.
  ///
  /// The choice of each step is the best for that step alone; `beamSearch` looks further.
  ///
  /// - Parameters:
  ///   - source: `X_1 … X_S`, each [B, I], at least one.
  ///   - lengths: the number of real steps of each source, 0 to S; defaults to S for all.
  ///   - endToken: the token that ends a sequence and belongs to it.
  ///   - lengthLimit: how many tokens a sequence has at most.
  /// - Returns: B sequences.
  /// - Precondition: the limit is not negative, and the logits are numbers.
  public func decodeGreedily(
    _ source: [Matrix<Scalar>], lengths: [Int]? = nil, endToken: Int, lengthLimit: Int
  ) -> [DecodedSequence<Scalar>] {
    checkLimit(lengthLimit)
    let encoded = encode(source, lengths: lengths)
    let batchSize = encoded.memory.values.batchSize
    var state = decoder.initialState(encoded.initialState, over: encoded.memory)
    var last = Array(repeating: decoder.beginToken, count: batchSize)
    var written = Array(repeating: Written<Scalar>(), count: batchSize)
    for _ in 0..<lengthLimit where written.contains(where: { $0.tokens.last != endToken }) {
      let step = decoder.step(last, from: state, over: encoded.memory)
      let logProbabilities = nextLogProbabilities(step.logits)
      last = logProbabilities.rowArgmax()
      state = step.state
      for (row, token) in last.enumerated() where written[row].tokens.last != endToken {
        written[row].tokens.append(token)
        written[row].logProbability += Double(logProbabilities[row, token])
        written[row].weights.append(step.weights.row(row))
      }
    }
    return written.map { $0.decoded(endToken, stepCount: source.count, .none) }
  }

  func checkLimit(_ lengthLimit: Int) {
    require(lengthLimit >= 0, "there are no sequences of at most \(lengthLimit) tokens; use 0 or more")
  }
}

/// A sequence while it is written.
struct Written<Scalar: MatrixScalar> {
  var tokens: [Int] = []
  var logProbability = 0.0
  /// One row [1, S] per token.
  var weights: [Matrix<Scalar>] = []

  func decoded(_ endToken: Int, stepCount: Int, _ penalty: LengthPenalty) -> DecodedSequence<Scalar> {
    DecodedSequence(
      tokens: tokens, endToken: endToken, logProbability: logProbability, weights: weights,
      stepCount: stepCount,
      penalty: penalty)
  }
}
