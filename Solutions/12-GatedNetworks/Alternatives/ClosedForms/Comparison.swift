import Foundation

/// The mean of some measurements, and how well it is known.
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
  // Each value moves the mean and the sum of squares a little.
  var (count, mean, squares) = (0.0, 0.0, 0.0)
  for value in values {
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }
  return Spread(mean: mean, standardError: sqrt(squares / (count - 1) / count))
}

/// What a comparison of two kinds of cells has shown.
public enum Verdict: String, Sendable {
  /// The first kind's perplexity is clearly lower.
  case first
  /// The second kind's is.
  case second
  /// The difference may be chance.
  case undecided
}

/// Which of two kinds of cells has the lower mean perplexity, if that is clear.
///
/// It is clear where the means differ by more than twice the standard error of their difference, which is
/// √(e_1² + e_2²), with e_1 and e_2 the standard errors of the two means.
///
/// - Parameters:
///   - first: the perplexities of the first kind, one a seed, at least two; lower is better.
///   - second: those of the second kind, perhaps with another number of seeds.
public func verdict(_ first: [Double], _ second: [Double]) throws -> Verdict {
  let (one, other) = (try spread(of: first), try spread(of: second))
  let difference = one.mean - other.mean
  let limit = 4 * (pow(one.standardError, 2) + pow(other.standardError, 2))
  if difference * difference <= limit { return .undecided }
  return difference > 0 ? .second : .first
}
