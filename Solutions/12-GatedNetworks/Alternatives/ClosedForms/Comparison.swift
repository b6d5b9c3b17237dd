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
  // Update the mean and the sum of squares with each value.
  var (count, mean, squares) = (0.0, 0.0, 0.0)
  for value in values {
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }
  return MeanEstimate(mean: mean, standardError: sqrt(squares / (count - 1) / count))
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
  let (one, other) = (try estimateMean(of: first), try estimateMean(of: second))
  let difference = one.mean - other.mean
  let limit = 4 * (pow(one.standardError, 2) + pow(other.standardError, 2))
  if difference * difference <= limit { return .undecided }
  return difference > 0 ? .secondIsBetter : .firstIsBetter
}
