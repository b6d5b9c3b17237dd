import Foundation

/// The mean of some measurements, and its uncertainty.
public struct MeanEstimate: Sendable, Equatable {
  /// The mean.
  public var mean: Double
  /// The standard error of the mean.
  public var standardError: Double

  /// A mean and its standard error.
  public init(mean: Double, standardError: Double) {
    self.mean = mean
    self.standardError = standardError
  }
}

/// The mean of n measurements, such as the perplexities of n seeds, and its standard error:
///
///     mean = Σ x_i / n      s² = Σ (x_i - mean)² / (n - 1)      standard error = s / √n
///
/// - Parameter values: n measurements, at least two.
public func estimateMean(of values: [Double]) throws -> MeanEstimate {
  let count = values.count
  var sum = 0.0
  for value in values { sum += value }
  let mean = sum / Double(count)
  var pairs = 0.0  // Σ over all pairs of (x_i - x_j)² is n times the squares about the mean
  for (index, one) in values.enumerated() {
    for other in values[(index + 1)...] { pairs += (one - other) * (one - other) }
  }
  let variance = pairs / Double(count) / Double(count - 1)
  return MeanEstimate(mean: mean, standardError: (variance / Double(count)).squareRoot())
}

/// The result of comparing two kinds of cells.
public enum Comparison: String, Sendable {
  /// The first kind's perplexity is clearly lower.
  case firstIsBetter
  /// The second kind's perplexity is clearly lower.
  case secondIsBetter
  /// The difference could be chance.
  case undecided
}

/// Which of two kinds of cells has the lower mean perplexity, if that is clear.
///
/// It is clear if the means differ by more than twice the standard error of their difference, √(e_1² + e_2²), where e_1
/// and e_2 are the standard errors of the two means.
///
/// - Parameters:
///   - first: the perplexities of the first kind, one per seed, at least two; lower is better.
///   - second: the perplexities of the second kind, possibly with another number of seeds.
public func compare(_ first: [Double], _ second: [Double]) throws -> Comparison {
  let estimates = try [first, second].map { try estimateMean(of: $0) }
  let error = hypot(estimates[0].standardError, estimates[1].standardError)
  let (low, high) = (
    estimates[0].mean - estimates[1].mean - 2 * error, estimates[0].mean - estimates[1].mean + 2 * error
  )
  return high < 0 ? .firstIsBetter : low > 0 ? .secondIsBetter : .undecided
}
