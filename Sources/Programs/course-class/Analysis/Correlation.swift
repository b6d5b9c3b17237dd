/// Pearson's correlation of a stream of pairs; no pair is kept.
///
///     r = Σ (x - x̄)(y - ȳ) / √(Σ (x - x̄)² · Σ (y - ȳ)²)
///
/// The means move along with the sums (Welford, 1962), so nothing is lost in differences of large numbers.
struct Correlation: Sendable, Equatable {
  private(set) var count = 0
  private var means = SIMD2(0.0, 0.0)
  private var squares = SIMD2(0.0, 0.0)
  private var products = 0.0

  /// The mean of the first numbers.
  var mean: Double { means.x }

  mutating func add(_ x: Double, _ y: Double) {
    count += 1
    let pair = SIMD2(x, y)
    let before = pair - means
    means += before / Double(count)
    let after = pair - means
    squares += before * after
    products += before.x * after.y
  }

  /// Between -1 and 1; `nil` if one side is always the same, or there are fewer than three pairs.
  var coefficient: Double? {
    guard count > 2, squares.x > 1e-12, squares.y > 1e-12 else { return nil }
    return products / (squares.x * squares.y).squareRoot()
  }
}
