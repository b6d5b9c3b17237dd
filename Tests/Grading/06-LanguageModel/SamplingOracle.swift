import Foundation
import LinearAlgebra

/// Choosing a token once more, in plain loops, right or with one known slip.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
enum SamplingOracle {
  /// A mistake that learners really make.
  enum Slip: CaseIterable {
    case none, timesTemperature, temperatureIgnored, topKIgnored, notDividedAnew, oneTooMany, smallestKept

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .none: return "nothing is wrong"
      case .timesTemperature: return "the logits are multiplied by the temperature instead of divided"
      case .temperatureIgnored: return "the temperature is ignored"
      case .topKIgnored: return "top-k is ignored"
      case .notDividedAnew: return "what top-k keeps is not divided by its sum"
      case .oneTooMany: return "top-k keeps one token too many"
      case .smallestKept: return "top-k keeps the least likely tokens"
      }
    }
  }

  static func distribution(
    _ logits: [Double], temperature: Double, topK: Int?, slip: Slip = .none
  ) -> [Double] {
    let best = logits.firstIndex(of: logits.max()!)!
    if temperature == 0 && slip != .temperatureIgnored { return logits.indices.map { $0 == best ? 1 : 0 } }
    let factor = slip == .temperatureIgnored ? 1 : slip == .timesTemperature ? temperature : 1 / temperature
    let powers = logits.map { Foundation.exp(($0 - logits[best]) * factor) }
    let total = powers.reduce(0, +)
    let whole = powers.map { $0 / total }
    guard let topK, slip != .topKIgnored else { return whole }
    let count = slip == .oneTooMany ? topK + 1 : topK
    let kept = logits.indices.filter { token in
      let better = logits.indices.filter { other in
        let isMore = slip == .smallestKept ? logits[other] < logits[token] : logits[other] > logits[token]
        return isMore || logits[other] == logits[token] && other < token
      }
      return better.count < count
    }
    let share = slip == .notDividedAnew ? 1 : kept.reduce(0) { $0 + whole[$1] }
    return logits.indices.map { kept.contains($0) ? whole[$0] / share : 0 }
  }

  static func draw(_ probabilities: [Double], at point: Double) -> Int {
    var sum = 0.0
    for token in probabilities.indices {
      sum += probabilities[token]
      if point < sum { return token }
    }
    return probabilities.lastIndex { $0 > 0 } ?? 0
  }

  /// A mistake in the loop that writes a sentence.
  enum LoopSlip: CaseIterable {
    case none, notFedBack, inputNotCleared, stateLost, endKept, limitIgnored, startsWithEnd

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .none: return "nothing is wrong"
      case .notFedBack: return "the token that was drawn is not fed back as the next input"
      case .inputNotCleared: return "the tokens drawn before stay in the input beside the last one"
      case .stateLost: return "every step starts from a state of zeros"
      case .endKept: return "<EOS> is part of the sentence"
      case .limitIgnored: return "the sentence goes one token beyond the limit"
      case .startsWithEnd: return "the first input is <EOS> instead of a row of zeros"
      }
    }
  }

  static func sample(
    _ model: LanguageModelOracle, temperature: Double, topK: Int?, limit: Int,
    using generator: inout some RandomNumberGenerator, slip: LoopSlip = .none
  ) -> [Int] {
    let zero = Array(repeating: 0.0, count: model.layer.bias.columns)
    let nothing = Array(repeating: 0.0, count: model.vocabularySize)
    var (state, input, tokens) = (zero, nothing, [Int]())
    if slip == .startsWithEnd { input[0] = 1 }
    while tokens.count < (slip == .limitIgnored ? limit + 1 : limit) {
      state = model.step(input, slip == .stateLost ? zero : state)
      let probabilities = distribution(model.scores(state), temperature: temperature, topK: topK)
      let token = draw(probabilities, at: Double.random(in: 0..<1, using: &generator))
      if token == 0 { return slip == .endKept ? tokens + [0] : tokens }
      tokens.append(token)
      if slip != .inputNotCleared { input = nothing }
      if slip != .notFedBack { input[token] = 1 }
    }
    return tokens
  }
}
