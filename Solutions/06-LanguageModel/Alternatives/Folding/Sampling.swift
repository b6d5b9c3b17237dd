import EarlierUnits
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

/// The softmax of everything first; what cannot be sampled is removed from it afterward.
public func distribution(_ logits: Matrix<Double>, _ choice: Choice) throws -> [Double] {
  let values = logits.elements
  let rank = values.indices.map { own in
    values.indices.filter { values[$0] > values[own] || values[$0] == values[own] && $0 < own }.count
  }
  guard choice.temperature > 0 else { return rank.map { $0 == 0 ? 1 : 0 } }
  let all = softmax(logits / choice.temperature).elements
  let kept = zip(all, rank).map { $1 < choice.topK ?? all.count ? $0 : 0 }
  return kept.map { $0 / kept.reduce(0, +) }
}

/// The first end beyond the point.
public func draw(_ probabilities: [Double], at point: Double) throws -> Int {
  let ends = probabilities.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1) }
  return ends.firstIndex { $0 > point } ?? probabilities.lastIndex { $0 > 0 } ?? 0
}

/// A sequence that makes its own next element.
public func sample(
  from model: LanguageModel, _ choice: Choice, limit: Int, using generator: inout some RandomNumberGenerator
) throws -> [Int] {
  var tokens: [Int] = []
  var state = model.layer.initialState(batchSize: 1)
  func nextToken(_ point: Double) throws -> Int {
    let input = try teacherForcing(tokens, vocabularySize: model.vocabularySize).inputs[tokens.count]
    state = model.layer.step(input, from: state)
    return try draw(distribution(model.output.forward(state), choice), at: point)
  }
  while tokens.count < limit {
    let token = try nextToken(.random(in: 0..<1, using: &generator))
    guard token != endToken else { break }
    tokens += [token]
  }
  return tokens
}
