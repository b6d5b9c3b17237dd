import CourseSupport
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
  // TODO: Task 4, a mean and its standard error.
  throw NotImplemented()
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
  // TODO: Task 5, a winner, if there is a clear one.
  throw NotImplemented()
}
