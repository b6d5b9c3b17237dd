import LinearAlgebra
import RecurrentNetworks

extension AttentionEncoderDecoder {
  /// Looks for the best target sequences of one source: at each step the `width` most probable beginnings are extended by
  /// every token, and the `width` most probable results are kept. Those that end are set aside; the others go on.
  ///
  /// A width of 1 is greedy choice; a width of V^`lengthLimit` tries everything. Beginnings are compared by probability,
  /// because they are equally long; whole sequences by `log P(y | x) / penalty(|y|)`.
  ///
  /// Beam search for translation: Sutskever, Vinyals and Le (2014); the length penalty: Wu et al. (2016).
  ///
  /// - Parameters:
  ///   - source: `X_1 … X_S`, each [1, I], at least one.
  ///   - endToken: the token that ends a sequence and belongs to it.
  ///   - lengthLimit: how many tokens a sequence has at most.
  ///   - width: how many beginnings are kept.
  ///   - lengthPenalty: what log-probabilities are divided by; defaults to 1.
  /// - Returns: at most `width` sequences, the best first. One that was cut at the limit competes like the others.
  /// - Precondition: there is one source, the width is positive, the limit not negative, and the logits are numbers.
  public func beamSearch(
    _ source: [Matrix<Scalar>], endToken: Int, lengthLimit: Int, width: Int,
    lengthPenalty: LengthPenalty = .none
  ) -> [DecodedSequence<Scalar>] {
    checkLimit(lengthLimit)
    require(width > 0, "a beam of width \(width) holds nothing; use 1 or more")
    require(
      source.allSatisfy { $0.rows == 1 },
      "beam search takes one source, not \(source.first?.rows ?? 0): search for each row of a batch on its own"
    )
    let encoded = encode(source)
    var beam = Beam<Scalar>(
      width: width, endToken: endToken, lengthLimit: lengthLimit, penalty: lengthPenalty)
    var open = [
      Hypothesis(state: decoder.initialState(encoded.initialState, over: encoded.memory))
    ]
    for _ in 0..<lengthLimit where !open.isEmpty {
      let steps = open.map {
        decoder.step([$0.written.tokens.last ?? decoder.beginToken], from: $0.state, over: encoded.memory)
      }
      let best = beam.best(
        zip(open, steps).map { hypothesis, step in
          nextLogProbabilities(step.logits).elements.map {
            hypothesis.written.logProbability + Double($0)
          }
        })
      let extended = best.map { choice in
        var next = open[choice.parent]
        next.state = steps[choice.parent].state
        next.written.tokens.append(choice.token)
        next.written.logProbability = choice.logProbability
        next.written.weights.append(steps[choice.parent].weights)
        return next
      }
      beam.setAside(extended.map(\.written))
      open =
        beam.isSettled(against: extended.map(\.written)) ? [] : extended.filter { !beam.ends($0.written) }
    }
    return beam.ranking(with: open.map(\.written), stepCount: source.count)
  }

  private struct Hypothesis {
    var written = Written<Scalar>()
    var state: Decoder.State
  }
}

/// The part of beam search that knows no network: which beginnings are kept, and when nothing better can come.
private struct Beam<Scalar: MatrixScalar> {
  let width: Int
  let endToken: Int
  let lengthLimit: Int
  let penalty: LengthPenalty
  /// The sequences that have ended.
  private var ended: [Written<Scalar>] = []

  init(width: Int, endToken: Int, lengthLimit: Int, penalty: LengthPenalty) {
    (self.width, self.endToken, self.lengthLimit, self.penalty) = (width, endToken, lengthLimit, penalty)
  }

  func ends(_ written: Written<Scalar>) -> Bool { written.tokens.last == endToken }

  /// The most probable extensions, from the log-probabilities of every beginning's extensions by every token. Among
  /// equals the earlier beginning and the lower token go first.
  func best(_ logProbabilities: [[Double]]) -> [(parent: Int, token: Int, logProbability: Double)] {
    let all = logProbabilities.enumerated().flatMap { parent, row in
      row.enumerated().map { (parent: parent, token: $0, logProbability: $1) }
    }
    let order = all.indices.sorted {
      let (a, b) = (all[$0].logProbability, all[$1].logProbability)
      return a != b ? a > b : $0 < $1
    }
    return order.prefix(width).map { all[$0] }
  }

  /// Takes the sequences that have ended out of the race.
  mutating func setAside(_ extended: [Written<Scalar>]) { ended += extended.filter(ends) }

  /// Whether no continuation can be among the best any more: its log-probability can only fall, and no divisor is larger
  /// than that of the longest sequence.
  func isSettled(against extended: [Written<Scalar>]) -> Bool {
    let scores = ended.map(score).sorted(by: >)
    guard scores.count >= width, let best = extended.filter({ !ends($0) }).map(\.logProbability).max() else {
      return false
    }
    return scores[width - 1] >= best / penalty.divisor(length: lengthLimit)
  }

  /// The best of the sequences that have ended and of those that were cut at the limit.
  func ranking(with cut: [Written<Scalar>], stepCount: Int) -> [DecodedSequence<Scalar>] {
    let all = (ended + cut).map { $0.decoded(endToken, stepCount: stepCount, penalty) }
    let order = all.indices.sorted {
      all[$0].score != all[$1].score ? all[$0].score > all[$1].score : $0 < $1
    }
    return order.prefix(width).map { all[$0] }
  }

  private func score(_ written: Written<Scalar>) -> Double {
    written.logProbability / penalty.divisor(length: written.tokens.count)
  }
}
