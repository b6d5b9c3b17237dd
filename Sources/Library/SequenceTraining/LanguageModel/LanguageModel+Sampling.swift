extension LanguageModel {
  /// Draws tokens, each fed back as the next input, and returns them.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; without any token it begins from `x_1 = 0`, as ``logProbability(of:)`` does.
  ///   - length: how many tokens to draw.
  ///   - sampler: how a token is drawn from the scores.
  ///   - generator: where the random numbers come from.
  /// - Precondition: the model's logits are numbers, as they are if its parameters are of ordinary size.
  public func sample(
    after prompt: [Int], length: Int, with sampler: Sampler,
    using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    var tokens: [Int] = []
    sample(after: prompt, length: length, with: sampler, using: &generator) { token in
      tokens.append(token)
      return true
    }
    return tokens
  }
}
