import Foundation
import GradingSupport
import LinearAlgebra

/// Choosing a token once more, in plain loops, right or with one known mistake.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
enum SamplingOracle {
  /// A mistake that learners really make.
  enum Mistake: CaseIterable {
    case none, timesTemperature, temperatureIgnored, topKIgnored, notDividedAnew, oneTooMany, smallestKept
    case uniform, greedy, notDivided, oneTooFew, timesMinus

    /// The mistake as the report says it.
    var description: String {
      switch self {
      case .none: return "nothing is wrong"
      case .timesTemperature: return "the logits are multiplied by the temperature instead of divided"
      case .temperatureIgnored: return "the temperature is ignored"
      case .topKIgnored: return "top-k is ignored"
      case .notDividedAnew: return "what top-k keeps is not divided by its sum"
      case .oneTooMany: return "top-k keeps one token too many"
      case .smallestKept: return "top-k keeps the least likely tokens"
      case .oneTooFew: return "top-k keeps one token too few"
      case .uniform: return "every token that is kept has the same probability"
      case .greedy: return "all probability is on the most likely token, though the temperature is not 0"
      case .notDivided: return "the powers are not divided by their sum"
      case .timesMinus: return "the sign of the exponent is flipped, so that unlikely tokens become likely"
      }
    }
  }

  static func distribution(
    _ logits: [Double], temperature: Double, topK: Int?, mistake: Mistake = .none
  ) -> [Double] {
    let best = logits.firstIndex(of: logits.max()!)!
    let isGreedy = temperature == 0 && mistake != .temperatureIgnored && mistake != .uniform
    if isGreedy || mistake == .greedy { return logits.indices.map { $0 == best ? 1 : 0 } }
    let powers = logits.map { Foundation.exp(($0 - logits[best]) * factor(temperature, mistake)) }
    let total = mistake == .notDivided ? 1 : powers.reduce(0, +)
    let whole = powers.map { $0 / total }
    guard let topK, mistake != .topKIgnored else { return whole }
    let count = mistake == .oneTooMany ? topK + 1 : mistake == .oneTooFew ? topK - 1 : topK
    let kept = logits.indices.filter { token in
      let better = logits.indices.filter { other in
        let isMore = mistake == .smallestKept ? logits[other] < logits[token] : logits[other] > logits[token]
        return isMore || logits[other] == logits[token] && other < token
      }
      return better.count < count
    }
    let isPart = mistake == .notDividedAnew || mistake == .notDivided
    let share = isPart ? 1 : kept.reduce(0) { $0 + whole[$1] }
    return logits.indices.map { kept.contains($0) ? whole[$0] / share : 0 }
  }

  private static func factor(_ temperature: Double, _ mistake: Mistake) -> Double {
    switch mistake {
    case .temperatureIgnored: 1
    case .timesTemperature: temperature
    case .timesMinus: -1 / temperature
    case .uniform: 0
    default: 1 / temperature
    }
  }

  static func draw(_ probabilities: [Double], at point: Double) -> Int {
    var sum = 0.0
    for token in probabilities.indices {
      sum += probabilities[token]
      if point < sum { return token }
    }
    return probabilities.lastIndex { $0 > 0 } ?? 0
  }

  /// What known mistakes draw at some points.
  static func drawSuspects(_ probabilities: [Double], at points: [Double]) -> [ValueSuspect<[Int]>] {
    func first(_ point: Double, _ isMet: (_ token: Int, _ sum: Double) -> Bool) -> Int {
      let last = probabilities.lastIndex { $0 > 0 } ?? 0
      return probabilities.indices.first { isMet($0, probabilities[...$0].reduce(0, +)) } ?? last
    }
    let likeliest = probabilities.firstIndex(of: probabilities.max() ?? 0) ?? 0
    let list: [(String, [Int])] = [
      (
        "a token is taken where the sum only reaches the point",
        points.map { point in first(point) { $1 >= point } }
      ),
      ("the most likely token is taken whatever the point", points.map { _ in likeliest }),
      (
        "the probability of a single token is compared with the point, not the sum so far",
        points.map { point in first(point) { token, _ in probabilities[token] > point } }
      ),
      (
        "the sum never grows, so every draw falls through to the last token",
        points.map { _ in first(0) { _, _ in false } }
      ),
      ("the first token is always taken: the sum is above every point from the start", points.map { _ in 0 }),
      (
        "the sum is compared before the token's own probability is added",
        points.map { point in first(point) { token, sum in sum - probabilities[token] > point } }
      ),
      ("the token before the right one is taken", points.map { max(0, draw(probabilities, at: $0) - 1) }),
      (
        "the token after the right one is taken",
        points.map { min(probabilities.count - 1, draw(probabilities, at: $0) + 1) }
      ),
      (
        "the comparison is turned: a sum smaller than the point is taken",
        points.map { point in first(point) { $1 < point } }
      ),
      (
        "the probabilities are laid out from the last token to the first",
        points.map { probabilities.count - 1 - draw(probabilities.reversed(), at: $0) }
      ),
      (
        "the point is compared with equal shares of 1, not with the probabilities",
        points.map { Int($0 * Double(probabilities.count)) }
      ),
    ]
    return list.map { ValueSuspect($0.0, at: "draw(_:at:)", $0.1) }
  }

  /// A mistake in the loop that writes a sentence.
  enum LoopMistake: CaseIterable {
    case none, notFedBack, inputNotCleared, stateLost, stateKept, endKept, endIgnored, limitIgnored
    case startsWithEnd, oneTooFew

    /// The mistake as the report says it.
    var description: String {
      switch self {
      case .none: return "nothing is wrong"
      case .notFedBack: return "the sampled token is not fed back as the next input"
      case .inputNotCleared: return "the earlier tokens stay in the input along with the last one"
      case .stateLost: return "every step starts from a state of zeros"
      case .stateKept: return "the state never changes: no step is taken"
      case .endIgnored: return "<EOS> does not end the sentence"
      case .oneTooFew: return "the sentence stops one token before the limit"
      case .endKept: return "<EOS> is part of the sentence"
      case .limitIgnored: return "the sentence is one token longer than the limit"
      case .startsWithEnd: return "the first input is <EOS> instead of a row of zeros"
      }
    }
  }

  static func sample(
    _ model: LanguageModelOracle, temperature: Double, topK: Int?, limit: Int,
    using generator: inout some RandomNumberGenerator, mistake: LoopMistake = .none
  ) -> [Int] {
    let zero = Array(repeating: 0.0, count: model.layer.bias.columns)
    let nothing = Array(repeating: 0.0, count: model.vocabularySize)
    var (state, input, tokens) = (zero, nothing, [Int]())
    if mistake == .startsWithEnd { input[0] = 1 }
    let most = mistake == .limitIgnored ? limit + 1 : mistake == .oneTooFew ? limit - 1 : limit
    while tokens.count < most {
      if mistake != .stateKept { state = model.step(input, mistake == .stateLost ? zero : state) }
      let probabilities = distribution(model.scores(state), temperature: temperature, topK: topK)
      let token = draw(probabilities, at: Double.random(in: 0..<1, using: &generator))
      if token == 0, mistake != .endIgnored { return mistake == .endKept ? tokens + [0] : tokens }
      tokens.append(token)
      if mistake != .inputNotCleared { input = nothing }
      if mistake != .notFedBack { input[token] = 1 }
    }
    return tokens
  }
}
