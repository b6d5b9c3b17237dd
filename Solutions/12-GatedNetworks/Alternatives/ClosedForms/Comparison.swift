import Foundation

/// The mean of some measurements, and its uncertainty.
public struct Spread: Sendable, Equatable {
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
public func spread(of values: [Double]) throws -> Spread {
  // Update the mean and the sum of squares with each value.
  var (count, mean, squares) = (0.0, 0.0, 0.0)
  for value in values {
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }
  return Spread(mean: mean, standardError: sqrt(squares / (count - 1) / count))
}

/// The result of comparing two kinds of cells.
public enum Verdict: String, Sendable {
  /// The first kind's perplexity is clearly lower.
  case first
  /// The second kind's perplexity is clearly lower.
  case second
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
public func verdict(_ first: [Double], _ second: [Double]) throws -> Verdict {
  let (one, other) = (try spread(of: first), try spread(of: second))
  let difference = one.mean - other.mean
  let limit = 4 * (pow(one.standardError, 2) + pow(other.standardError, 2))
  if difference * difference <= limit { return .undecided }
  return difference > 0 ? .second : .first
}
