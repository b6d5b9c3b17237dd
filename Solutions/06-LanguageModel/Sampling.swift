import Foundation
import LinearAlgebra

/// How a token is chosen from logits.
public struct Choice: Sendable {
  /// Logits are divided by it; 0 always takes the most likely token (greedy).
  public var temperature: Double
  /// Only the k most likely tokens can be sampled; `nil` means all.
  public var topK: Int?

  /// A way of choosing.
  public init(temperature: Double = 1, topK: Int? = nil) {
    self.temperature = temperature
    self.topK = topK
  }
}

/// Task 4. The probabilities the tokens are sampled with.
///
/// - The softmax of the logits divided by the temperature. At temperature 0 all probability is on the largest logit,
///   the first of them if several are equal.
/// - With top-k only the k tokens with the largest logits keep their probability, divided by the sum of what is kept, and
///   all others have 0. Of equal logits the lower index goes first. A k above V keeps all.
///
/// - Parameters:
///   - logits: [1, V].
///   - choice: temperature and top-k.
/// - Returns: V numbers that sum to 1.
public func distribution(_ logits: Matrix<Double>, _ choice: Choice) throws -> [Double] {
  let order = (0..<logits.columns).sorted { one, other in
    logits[0, one] != logits[0, other] ? logits[0, one] > logits[0, other] : one < other
  }
  let kept = order.prefix(choice.temperature == 0 ? 1 : choice.topK ?? logits.columns)
  var weights = Array(repeating: 0.0, count: logits.columns)
  for token in kept {
    let distance = logits[0, token] - logits[0, order[0]]  // at most 0, so nothing overflows
    weights[token] = choice.temperature == 0 ? 1 : exp(distance / choice.temperature)
  }
  let sum = weights.reduce(0, +)
  return weights.map { $0 / sum }  // the rest of the probability goes to what was kept
}

/// Task 4. Samples a token: lays the probabilities end to end from 0 to 1, and takes the one under the point.
///
/// - Parameters:
///   - probabilities: V numbers that sum to 1, up to rounding.
///   - point: at least 0, below 1.
/// - Returns: the first token at whose end the sum is larger than the point; if rounding leaves none, the last token
///   whose probability is not 0.
public func draw(_ probabilities: [Double], at point: Double) throws -> Int {
  var sum = 0.0
  for (token, probability) in probabilities.enumerated() {
    sum += probability
    if sum > point { return token }  // larger, not equal: a token of probability 0 has no room to be hit
  }
  return probabilities.lastIndex { $0 > 0 } ?? 0
}

/// Task 4. A novel sentence: samples a token, feeds it back as the next input, and continues until `<EOS>` or the limit.
///
/// - Parameters:
///   - model: the model to sample from, starting with a state of zeros and `x_1 = 0`.
///   - choice: temperature and top-k.
///   - limit: how many tokens at most.
///   - generator: each token, including `<EOS>`, takes one number from it, `Double.random(in: 0..<1, using: &generator)`.
/// - Returns: the tokens, without `<EOS>`.
public func sample(
  from model: LanguageModel, _ choice: Choice, limit: Int, using generator: inout some RandomNumberGenerator
) throws -> [Int] {
  var state = model.layer.initialState(batchSize: 1)
  var input = Matrix<Double>.zeros(rows: 1, columns: model.vocabularySize)
  var tokens: [Int] = []
  while tokens.count < limit {
    state = model.layer.step(input, from: state)
    let probabilities = try distribution(model.output.forward(state), choice)
    let token = try draw(probabilities, at: Double.random(in: 0..<1, using: &generator))
    if token == endToken { break }
    tokens.append(token)
    input = .zeros(rows: 1, columns: model.vocabularySize)
    input[0, token] = 1  // the sampled token goes in next: the model reads its own words
  }
  return tokens
}
