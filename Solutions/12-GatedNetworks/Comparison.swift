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

/// Task 4. The mean of n measurements, such as the perplexities of n seeds, and its standard error:
///
///     mean = Σ x_i / n      s² = Σ (x_i - mean)² / (n - 1)      standard error = s / √n
///
/// - Parameter values: n measurements, at least two.
public func estimateMean(of values: [Double]) throws -> MeanEstimate {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  let variance = squares / (count - 1)  // n - 1, because the mean was fitted to the same values
  return MeanEstimate(mean: mean, standardError: (variance / count).squareRoot())
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

/// Task 5. Which of two kinds of cells has the lower mean perplexity, if that is clear.
///
/// It is clear if the means differ by more than twice the standard error of their difference, √(e_1² + e_2²), where e_1
/// and e_2 are the standard errors of the two means.
///
/// - Parameters:
///   - first: the perplexities of the first kind, one per seed, at least two; lower is better.
///   - second: the perplexities of the second kind, possibly with another number of seeds.
public func compare(_ first: [Double], _ second: [Double]) throws -> Comparison {
  let (one, other) = (try estimateMean(of: first), try estimateMean(of: second))
  let error = (one.standardError * one.standardError + other.standardError * other.standardError).squareRoot()
  guard abs(one.mean - other.mean) > 2 * error else { return .undecided }
  return one.mean < other.mean ? .firstIsBetter : .secondIsBetter
}
