import LinearAlgebra

extension AttentionEncoderDecoder {
  /// The inputs of teacher forcing: the begin token, then the true tokens of all steps but the last.
  ///
  /// - Parameters:
  ///   - targets: `y_1 … y_T`, T lists of B tokens.
  ///   - ignoredTarget: what marks padding in the targets; it is read as the begin token, which changes nothing, because
  ///     all steps after it are padding, too.
  /// - Returns: `y_0 … y_{T-1}`.
  public func inputs(forTargets targets: [[Int]], ignoredTarget: Int? = nil) -> [[Int]] {
    guard let batchSize = targets.first?.count else { return [] }
    let begin = decoder.beginToken
    return [Array(repeating: begin, count: batchSize)]
      + targets.dropLast().map { $0.map { $0 == ignoredTarget ? begin : $0 } }
  }

  /// The logits of every target step in training, where each step reads the true token of the step before with a given
  /// probability, and otherwise one that the network itself draws: scheduled sampling.
  ///
  /// With probability 1 this is teacher forcing, with 0 the network reads only its own tokens. A coin is thrown for each
  /// token of each sequence, and the token is drawn from the softmax of the logits. No gradient passes through the draw.
  ///
  /// Bengio, Vinyals, Jaitly and Shazeer, "Scheduled sampling for sequence prediction with recurrent neural networks"
  /// (2015), where the probability is ε and falls during training.
  ///
  /// - Parameters:
  ///   - source: `X_1 … X_S`, each [B, I], at least one.
  ///   - lengths: the number of real steps of each source, 0 to S; defaults to S for all.
  ///   - targets: `y_1 … y_T`, T lists of B tokens.
  ///   - ignoredTarget: what marks padding in the targets.
  ///   - probability: how likely a true token is, from 0 to 1.
  ///   - generator: where coins and tokens are drawn from.
  public func callAsFunction(
    _ source: [Matrix<Scalar>], lengths: [Int]? = nil, targets: [[Int]], ignoredTarget: Int? = nil,
    teacherForcing probability: Double, using generator: inout some RandomNumberGenerator
  ) -> Output {
    require(
      probability >= 0 && probability <= 1,
      "the probability of teacher forcing is from 0 to 1, not \(probability)")
    let encoded = encode(source, lengths: lengths)
    let truth = inputs(forTargets: targets, ignoredTarget: ignoredTarget)
    let target = decoder.pass(stepCount: truth.count, from: encoded.initialState, over: encoded.memory) {
      step, logits in
      guard let logits else { return truth[step] }
      let probabilities = softmax(logits)
      return truth[step].enumerated().map { row, token in
        unitUniform(using: &generator) < probability
          ? token : drawn(from: probabilities.row(row).elements, using: &generator)
      }
    }
    return Output(encoded: encoded, target: target)
  }

  private func drawn(from probabilities: [Scalar], using generator: inout some RandomNumberGenerator) -> Int {
    require(
      probabilities.allSatisfy(\.isFinite),
      "the network's logits give no probabilities to draw from: its training has diverged; use a smaller learning rate"
    )
    var point = unitUniform(using: &generator)
    for (token, probability) in probabilities.enumerated() {
      point -= Double(probability)
      if point < 0 { return token }
    }
    // Rounding can leave a rest after the last token; it belongs to the last that is possible.
    return probabilities.lastIndex { $0 > 0 } ?? probabilities.count - 1
  }
}
