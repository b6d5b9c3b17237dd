import LinearAlgebra
import RecurrentNetworks

/// A continuation that beam search found.
public struct BeamHypothesis: Sendable, Equatable {
  /// The tokens behind the prompt.
  public let tokens: [Int]
  /// `log P(tokens | prompt)`, in nats.
  public let logProbability: Double
}

extension LanguageModel {
  /// Looks for the most likely continuations: at each step the `width` best beginnings are extended by every token, and
  /// the best `width` of these are kept.
  ///
  /// A width of 1 is greedy choice; one of V^length would try everything. The result is not sampled: it is what
  /// the model thinks most likely, which for open-ended text is often dull.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; without any token it begins from `x_1 = 0`, as ``logProbability(of:)`` does.
  ///   - length: how many tokens a continuation has at most.
  ///   - width: how many beginnings are kept.
  ///   - endToken: a token that ends a continuation, as `<EOS>`; it is part of it.
  /// - Returns: at most `width` continuations, the most likely first.
  /// - Precondition: the model's logits are numbers, as they are if its parameters are of ordinary size.
  public func beamSearch(after prompt: [Int], length: Int, width: Int, endToken: Int? = nil)
    -> [BeamHypothesis]
  {
    require(width > 0 && length >= 0, "a beam of width \(width) and length \(length) holds nothing")
    let reader = LanguageModelReader(self)
    var beams = [Beam(logits: reader.read(prompt))]
    beams[0].state = reader.state
    for _ in 0..<length where beams.contains(where: { !$0.isFinished }) {
      beams = best(width, amongExtensionsOf: beams, endToken, reader)
    }
    return beams.map { BeamHypothesis(tokens: $0.tokens, logProbability: $0.logProbability) }
  }

  private struct Beam {
    var tokens: [Int] = []
    var logProbability = 0.0
    var isFinished = false
    var state: State?
    var logits: Matrix<Scalar>
  }

  /// The model's step is taken only for the extensions that are kept.
  private func best(
    _ width: Int, amongExtensionsOf beams: [Beam], _ endToken: Int?, _ reader: LanguageModelReader<Cell>
  ) -> [Beam] {
    var candidates: [(beam: Int, token: Int?, logProbability: Double)] = []
    for (index, beam) in beams.enumerated() {
      guard !beam.isFinished else {
        candidates.append((index, nil, beam.logProbability))
        continue
      }
      let flaw = Sampler.flaw(in: beam.logits)
      require(flaw == nil, flaw ?? "")
      for (token, logProbability) in logSoftmax(beam.logits).elements.enumerated() {
        candidates.append((index, token, beam.logProbability + Double(logProbability)))
      }
    }
    // Among equals the earlier beam and the lower token go first.
    let order = candidates.indices.sorted {
      let (a, b) = (candidates[$0].logProbability, candidates[$1].logProbability)
      return a != b ? a > b : $0 < $1
    }
    return order.prefix(width).map { index in
      var beam = beams[candidates[index].beam]
      guard let token = candidates[index].token else { return beam }
      beam.tokens.append(token)
      beam.logProbability = candidates[index].logProbability
      beam.isFinished = token == endToken
      if !beam.isFinished {
        reader.state = beam.state
        beam.logits = reader.read(token)
        beam.state = reader.state
      }
      return beam
    }
  }
}
