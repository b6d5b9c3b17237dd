import LinearAlgebra
import RecurrentNetworks

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

  /// Draws tokens, each fed back as the next input.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; without any token it begins from `x_1 = 0`, as ``logProbability(of:)`` does.
  ///   - length: how many tokens to draw.
  ///   - sampler: how a token is drawn from the scores.
  ///   - generator: where the random numbers come from.
  ///   - emit: called with each token as it is drawn; `false` ends the drawing.
  /// - Precondition: the model's logits are numbers, as they are if its parameters are of ordinary size.
  public func sample(
    after prompt: [Int], length: Int, with sampler: Sampler,
    using generator: inout some RandomNumberGenerator,
    emit: (Int) -> Bool
  ) {
    do {
      try draw(after: prompt, length: length, with: sampler, using: &generator, emit: emit)
    } catch {
      stop("\(error)", file: #fileID, line: #line)
    }
  }

  /// Draws tokens from a model that may have any parameters, such as one from a file.
  ///
  /// - Throws: ``InvalidInputError`` if the model's logits give no probabilities.
  func draw(
    after prompt: [Int], length: Int, with sampler: Sampler,
    using generator: inout some RandomNumberGenerator,
    emit: (Int) -> Bool
  ) throws {
    require(length >= 0, "there are no samples of \(length) tokens")
    let reader = LanguageModelReader(self)
    var logits = reader.read(prompt)
    for count in 0..<length {
      if let flaw = Sampler.flaw(in: logits) {
        throw InvalidInputError(
          "the model cannot continue after \(prompt.count + count) tokens: \(flaw); its training has diverged: "
            + "train again with a smaller learning rate")
      }
      let token = sampler.choose(logits, using: &generator)
      guard emit(token) else { return }
      logits = reader.read(token)
    }
  }
}
