import Exercise13Attention
import LinearAlgebra

/// One look at a random source, and gradients that arrive from above: B = 2, H = 4, S = 5, D = 6, A = 7.
struct AttentionExample {
  static let (batch, keySize, steps, querySize, scoreSize) = (2, 4, 5, 6, 7)

  let score: AdditiveScore
  /// [B, D].
  let query: Matrix<Double>
  /// A query of the size of the keys, [B, H].
  let shortQuery: Matrix<Double>
  /// K_1 … K_S, each [B, H].
  let keys: [Matrix<Double>]
  /// [B, S].
  var scores: Matrix<Double>
  var lengths = [3, 5]
  /// [B, H], [B, S] and [B, S].
  let contextGradient, weightGradient, scoreGradient: Matrix<Double>

  init(using generator: inout SplitMix64) {
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: -1...1, using: &generator)
    }
    score = AdditiveScore(
      weightQuery: random(Self.querySize, Self.scoreSize), weightKey: random(Self.keySize, Self.scoreSize),
      weightScore: random(Self.scoreSize, 1))
    query = random(Self.batch, Self.querySize)
    shortQuery = random(Self.batch, Self.keySize)
    keys = (0..<Self.steps).map { _ in random(Self.batch, Self.keySize) }
    scores = random(Self.batch, Self.steps) * 2
    contextGradient = random(Self.batch, Self.keySize)
    weightGradient = random(Self.batch, Self.steps)
    scoreGradient = random(Self.batch, Self.steps)
  }

  /// The weights of ``scores``, [B, S].
  var weights: Matrix<Double> { loopWeights(scores, lengths) }
}

extension AdditiveScore {
  var matrices: [Matrix<Double>] { [weightQuery, weightKey, weightScore] }
}

/// The sum of `term` over `range`.
func total(_ range: Range<Int>, _ term: (Int) -> Double) -> Double { range.reduce(0) { $0 + term($1) } }
