import Foundation
import LinearAlgebra

/// How a token is chosen from logits.
public struct Choice: Sendable {
  /// Divides the logits; 0 is greedy.
  public var temperature: Double
  /// How many tokens can be sampled.
  public var topK: Int?

  /// A way of choosing.
  public init(temperature: Double = 1, topK: Int? = nil) {
    self.temperature = temperature
    self.topK = topK
  }
}

/// Removes the smallest probability until k are left.
public func distribution(_ logits: Matrix<Double>, _ choice: Choice) throws -> [Double] {
  let values = logits.elements
  var kept = Set(values.indices)
  let count = choice.temperature == 0 ? 1 : min(choice.topK ?? values.count, values.count)
  while kept.count > count {
    var worst = kept.first!
    for token in kept where values[token] < values[worst] || values[token] == values[worst] && token > worst {
      worst = token
    }
    kept.remove(worst)
  }
  var largest = -Double.infinity
  for token in kept { largest = max(largest, values[token]) }
  var probabilities = [Double](repeating: 0, count: values.count)
  var total = 0.0
  for token in kept.sorted() {
    let scaled = choice.temperature == 0 ? 0 : (values[token] - largest) / choice.temperature
    probabilities[token] = Foundation.exp(scaled)
    total += probabilities[token]
  }
  for token in probabilities.indices { probabilities[token] /= total }
  return probabilities
}

/// Takes each token's share off the point until it is used up.
public func draw(_ probabilities: [Double], at point: Double) throws -> Int {
  var end = 0.0
  var last = 0
  for token in 0..<probabilities.count {
    end += probabilities[token]
    if point < end { return token }
    if probabilities[token] > 0 { last = token }
  }
  return last
}

/// A loop over the remaining positions.
public func sample(
  from model: LanguageModel, _ choice: Choice, limit: Int, using generator: inout some RandomNumberGenerator
) throws -> [Int] {
  var tokens: [Int] = []
  var state = Matrix<Double>.zeros(rows: 1, columns: model.layer.hiddenSize)
  for step in 0..<limit {
    var input = Matrix<Double>.zeros(rows: 1, columns: model.vocabularySize)
    if step > 0 { input[0, tokens[step - 1]] = 1 }
    state = model.layer.step(input, from: state)
    let logits = matmul(state, model.output.weight) + model.output.bias
    let point = Double.random(in: 0..<1, using: &generator)
    let token = try draw(try distribution(logits, choice), at: point)
    guard token != endToken else { return tokens }
    tokens.append(token)
  }
  return tokens
}
