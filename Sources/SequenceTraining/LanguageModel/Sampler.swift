import LinearAlgebra
import RecurrentNetworks

/// How the next token is chosen from a model's logits.
public struct Sampler: Sendable, Equatable {
  /// Logits are divided by it: below 1 the likely becomes likelier, above 1 chances even out, 0 always takes the
  /// likeliest (greedy).
  public let temperature: Double
  /// Only the k likeliest tokens may be drawn; none means all.
  public let topK: Int?

  /// A way of choosing.
  ///
  /// - Throws: ``UnusableInput`` for a temperature that is negative or not finite, or `topK` below 1.
  public init(temperature: Double = 1, topK: Int? = nil) throws {
    guard temperature >= 0, temperature.isFinite else {
      throw UnusableInput(
        "the temperature \(temperature) makes no distribution; use 0 for the likeliest token, or a positive number"
      )
    }
    if let topK, topK < 1 {
      throw UnusableInput("top-k \(topK) leaves nothing to draw from; use 1 or more")
    }
    self.temperature = temperature
    self.topK = topK
  }

  /// The probability of each token, from logits [1, V] to V numbers that sum to 1.
  public func probabilities<Scalar>(_ logits: Matrix<Scalar>) -> [Double] {
    let row = logits.elements.map(Double.init)
    guard temperature > 0 else {
      let likeliest = logits.rowArgmax()[0]
      return row.indices.map { $0 == likeliest ? 1 : 0 }
    }
    let kept = allowed(row)
    let scaled = row.indices.map { kept.contains($0) ? row[$0] / temperature : -.infinity }
    return softmax(Matrix<Double>(rows: 1, columns: row.count, elements: scaled)).elements
  }

  /// Draws a token from logits [1, V].
  public func choose<Scalar>(_ logits: Matrix<Scalar>, using generator: inout some RandomNumberGenerator)
    -> Int
  {
    let probabilities = probabilities(logits)
    var point = unitUniform(using: &generator)
    for (token, probability) in probabilities.enumerated() {
      point -= probability
      if point < 0 { return token }
    }
    // Rounding can leave a rest after the last one; it belongs to the last that is possible.
    return probabilities.lastIndex { $0 > 0 } ?? probabilities.count - 1
  }

  private func allowed(_ row: [Double]) -> Set<Int> {
    guard let topK, topK < row.count else { return Set(row.indices) }
    // Among equals the lower index goes first, so that exactly k remain.
    let order = row.indices.sorted { row[$0] != row[$1] ? row[$0] > row[$1] : $0 < $1 }
    return Set(order.prefix(topK))
  }
}

extension LanguageModel {
  /// Draws tokens, each fed back as the next input.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; at least one token.
  ///   - length: how many tokens to draw.
  ///   - emit: called with each token as it is drawn; `false` ends the drawing.
  public func sample(
    after prompt: [Int], length: Int, with sampler: Sampler,
    using generator: inout some RandomNumberGenerator,
    emit: (Int) -> Bool
  ) {
    require(!prompt.isEmpty, "a model needs at least one token to start from")
    var state = layer.cell.initialState(batchSize: 1)
    var logits = Matrix<Scalar>.zeros(rows: 1, columns: vocabularySize)
    for token in prompt { (logits, state) = step([token], from: state) }
    for _ in 0..<length {
      let token = sampler.choose(logits, using: &generator)
      guard emit(token) else { return }
      (logits, state) = step([token], from: state)
    }
  }
}
