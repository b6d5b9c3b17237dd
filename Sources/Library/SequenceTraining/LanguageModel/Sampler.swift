import LinearAlgebra
import RecurrentNetworks

/// How the next token is chosen from a model's logits.
public struct Sampler: Sendable, Equatable {
  /// Logits are divided by it: below 1 the likely becomes more likely, above 1 chances even out, 0 always takes the
  /// most likely (greedy).
  public let temperature: Double
  /// Only the k most likely tokens can be drawn; defaults to all.
  public let topK: Int?
  /// Only the smallest set of most likely tokens whose probabilities reach p can be drawn (nucleus sampling; Holtzman
  /// and others, "The curious case of neural text degeneration", 2020); defaults to all.
  public let topP: Double?

  /// A way of choosing.
  ///
  /// - Throws: ``InvalidInputError`` for a temperature that is negative or not finite, `topK` below 1, or
  ///   `topP` outside 0 < p ≤ 1.
  public init(temperature: Double = 1, topK: Int? = nil, topP: Double? = nil) throws {
    guard temperature >= 0, temperature.isFinite else {
      throw InvalidInputError(
        "the temperature \(temperature) makes no distribution; use 0 for the likeliest token, or a positive number"
      )
    }
    if let topK, topK < 1 {
      throw InvalidInputError("top-k \(topK) leaves nothing to draw from; use 1 or more")
    }
    if let topP, !(topP > 0 && topP <= 1) {
      throw InvalidInputError("top-p \(topP) is no share of the probability; use a number above 0, at most 1")
    }
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
  }

  /// The probability of each token, from logits [1, V] to V numbers that sum to 1.
  ///
  /// - Precondition: every logit is a finite number, or -∞ for a token that is ruled out; at least one is finite.
  public func probabilities<Scalar>(_ logits: Matrix<Scalar>) -> [Double] {
    let flaw = Self.flaw(in: logits)
    require(flaw == nil, flaw ?? "")
    let row = logits.elements.map(Double.init)
    let likeliest = logits.rowArgmax()[0]
    guard temperature > 0 else { return row.indices.map { $0 == likeliest ? 1 : 0 } }
    // Subtracted first: divided by a small temperature, the largest logit itself would overflow.
    let scaled = row.map { ($0 - row[likeliest]) / temperature }
    let whole = softmax(Matrix<Double>(rows: 1, columns: row.count, elements: scaled)).elements
    guard topK != nil || topP != nil else { return whole }
    let kept = allowed(whole)
    let share = kept.reduce(0) { $0 + whole[$1] }
    return whole.indices.map { kept.contains($0) ? whole[$0] / share : 0 }
  }

  /// Why logits [1, V] give no probabilities; `nil` if they do.
  static func flaw<Scalar>(in logits: Matrix<Scalar>) -> String? {
    guard logits.rows == 1, logits.columns > 0 else {
      return "a token is drawn from one row of logits, not from a matrix of shape \(logits.shape)"
    }
    let elements = logits.elements
    if let token = elements.firstIndex(where: { $0.isNaN || $0 == .infinity }) {
      return "the logit of token \(token) is \(elements[token]), which gives no probabilities"
    }
    return elements.contains(where: \.isFinite)
      ? nil : "the logits of all \(elements.count) tokens are -inf, so there is none to draw"
  }

  /// Draws a token from logits [1, V].
  ///
  /// - Precondition: every logit is a finite number, or -∞ for a token that is ruled out; at least one is finite.
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

  /// The tokens that may be drawn: first the k most likely, then of these the fewest that reach p.
  private func allowed(_ probabilities: [Double]) -> Set<Int> {
    // Among equals the lower index goes first, so that exactly k remain.
    let order = probabilities.indices.sorted {
      probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
    }
    var kept = order.prefix(topK ?? order.count)
    // A share of 1 rules nothing out, but rounding could.
    if let topP, topP < 1 {
      let goal = topP * kept.reduce(0) { $0 + probabilities[$1] }
      var sum = 0.0
      let count = kept.prefix { index in
        defer { sum += probabilities[index] }
        return sum < goal
      }.count
      kept = kept.prefix(max(1, count))
    }
    return Set(kept)
  }
}
