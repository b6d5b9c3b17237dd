import Foundation
import LinearAlgebra

/// The language models from before neural networks: the next token depends on the n - 1 before it, by counting.
///
/// They are the baselines to judge a network by. One that does not beat the bigram model has learned nothing
/// about longer context. Jurafsky and Martin, "Speech and Language Processing", chapter 3, tells the whole story.
public struct NGramModel: Sendable {
  /// The treatment of counts.
  public enum Estimate: Sendable, Equatable {
    /// `count(context, token) / count(context)`; what was never seen is impossible, and after a context that was
    /// never seen every token is equally likely.
    case maximumLikelihood
    /// `(count(context, token) + k) / (count(context) + k V)`, for a positive k.
    case adding(k: Double)
    /// `Σ_i λ_i P_i`, the maximum likelihood estimates of order 1, 2 … n and before them the uniform probability 1 / V,
    /// each with its weight: n + 1 weights, λ_0 first, that sum to 1. A context that was never seen passes its weight
    /// to the shorter one (Jelinek and Mercer, 1980).
    case interpolating(weights: [Double])
  }

  /// n, the tokens of a context and the one that follows.
  public let order: Int
  /// V.
  public let vocabularySize: Int
  /// How counts become probabilities.
  public let estimate: Estimate
  /// `contexts[i]`: how often each context of i tokens occurs with a successor; `continuations[i]`: with which.
  private var contexts: [[UInt64: Double]]
  private var continuations: [[UInt64: Double]]

  /// Counts the n-grams of `tokens`.
  ///
  /// - Precondition: `order` is at least 1, contexts of `order` tokens have different numbers below 2^64, every token
  ///   is in 0 ..< V, k is positive, and the weights of an interpolation are n + 1 and sum to 1.
  public init(order: Int, counting tokens: [Int], vocabularySize: Int, estimate: Estimate = .adding(k: 1)) {
    require(order >= 1 && vocabularySize >= 1, "there are no \(order)-grams over \(vocabularySize) tokens")
    require(
      Double(order) * log2(Double(max(2, vocabularySize))) < 64,
      "\(order)-grams over \(vocabularySize) tokens are too many to number; choose a lower order")
    if case .adding(let k) = estimate {
      require(
        k > 0 && (k * Double(vocabularySize)).isFinite,
        "the k added to every count must be a positive number, not \(k)")
    }
    if case .interpolating(let weights) = estimate {
      require(
        weights.count == order + 1 && abs(weights.reduce(0, +) - 1) < 1e-9 && weights.allSatisfy { $0 >= 0 },
        "interpolating order \(order) takes \(order + 1) weights that sum to 1, not \(weights)")
    }
    Self.check(tokens, vocabularySize)
    self.order = order
    self.vocabularySize = vocabularySize
    self.estimate = estimate
    contexts = Array(repeating: [:], count: order)
    continuations = Array(repeating: [:], count: order)
    var lowest = order - 1
    if case .interpolating = estimate { lowest = 0 }
    for length in lowest..<order { count(tokens, contextLength: length) }
  }

  private mutating func count(_ tokens: [Int], contextLength length: Int) {
    guard tokens.count > length else { return }
    for end in length..<tokens.count {
      let context = number(tokens[end - length..<end])
      contexts[length][context, default: 0] += 1
      continuations[length][context * UInt64(vocabularySize) + UInt64(tokens[end]), default: 0] += 1
    }
  }

  /// The tokens as digits to base V.
  private func number(_ tokens: ArraySlice<Int>) -> UInt64 {
    tokens.reduce(0) { $0 * UInt64(vocabularySize) + UInt64($1) }
  }

  /// Traps unless all are tokens: another number would count as several tokens, or as the end of a longer context.
  private static func check(_ tokens: some Collection<Int>, _ vocabularySize: Int) {
    for token in tokens where token < 0 || token >= vocabularySize {
      stop("tokens run from 0 to \(vocabularySize - 1), and \(token) is not one", file: #fileID, line: #line)
    }
  }

  /// `P(token | context)`, of which only the last n - 1 tokens count; a shorter context is only for interpolation.
  ///
  /// - Precondition: all are tokens in 0 ..< V.
  public func probability(of token: Int, after context: some Collection<Int>) -> Double {
    var isShortContextKnown = false
    if case .interpolating = estimate { isShortContextKnown = true }
    let known = context.suffix(order - 1)
    require(
      isShortContextKnown || known.count == order - 1,
      "\(order)-grams need a context of \(order - 1) tokens, not \(known.count); only interpolation takes a shorter one"
    )
    return estimatedProbability(of: token, after: Array(known))
  }

  /// After a context that is too short for the estimate every token is equally likely, as after one never seen.
  private func estimatedProbability(of token: Int, after context: [Int]) -> Double {
    Self.check(context, vocabularySize)
    Self.check(CollectionOfOne(token), vocabularySize)
    switch estimate {
    case .maximumLikelihood: return likelihood(token, context[...]) ?? 1 / Double(vocabularySize)
    case .adding(let k):
      let (pair, all) = counts(token, context[...])
      return (pair + k) / (all + k * Double(vocabularySize))
    case .interpolating(let weights):
      var probability = 1 / Double(vocabularySize)
      var sum = weights[0] * probability
      for length in 0..<order {
        // An unseen context, or one longer than what is there, leaves the shorter one's word standing.
        if length <= context.count { probability = likelihood(token, context.suffix(length)) ?? probability }
        sum += weights[length + 1] * probability
      }
      return sum
    }
  }

  private func counts(_ token: Int, _ context: ArraySlice<Int>) -> (pair: Double, all: Double) {
    let context = (number(context), context.count)
    let pair = context.0 * UInt64(vocabularySize) + UInt64(token)
    return (continuations[context.1][pair, default: 0], contexts[context.1][context.0, default: 0])
  }

  private func likelihood(_ token: Int, _ context: ArraySlice<Int>) -> Double? {
    let (pair, all) = counts(token, context)
    return all == 0 ? nil : pair / all
  }
}

extension NGramModel {
  /// The mean of `-log P` over the predictions of all windows, in nats; each stream's context grows from window to
  /// window, so that it is that of a network which carries its state. Where a stream begins, and its context is still
  /// too short for an estimate that does not interpolate, every token is equally likely.
  ///
  /// - Precondition: there is at least one window, and all are tokens in 0 ..< V.
  public func meanCrossEntropy(over windows: SequentialWindows) -> Double {
    require(windows.windowCount > 0, "there are no windows to take the mean of")
    var contexts: [[Int]] = Array(repeating: [], count: windows.batchSize)
    var (sum, count) = (0.0, 0)
    for index in 0..<windows.windowCount {
      let window = windows[index]
      for (inputs, targets) in zip(window.inputs, window.targets) {
        for stream in inputs.indices {
          contexts[stream] = contexts[stream].suffix(max(0, order - 2)) + [inputs[stream]]
          let context = Array(contexts[stream].suffix(order - 1))
          sum -= log(estimatedProbability(of: targets[stream], after: context))
          count += 1
        }
      }
    }
    return sum / Double(count)
  }
}
