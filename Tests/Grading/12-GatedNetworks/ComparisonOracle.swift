import Foundation
import LinearAlgebra

/// Means, errors and verdicts in plain loops, right or with one known slip.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
enum ComparisonOracle {
  /// A mistake that learners really make in estimating an error.
  enum Slip: CaseIterable {
    case none, dividedByN, spreadOfOneValue, noRoot, dividedByNTwice, absoluteDistances, sumForMean

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .none: "nothing is wrong"
      case .dividedByN: "the squares are divided by n instead of n - 1"
      case .spreadOfOneValue: "the standard deviation of one value is returned, not the error of the mean"
      case .noRoot: "the root is left out"
      case .dividedByNTwice: "the standard deviation is divided by n instead of √n"
      case .absoluteDistances: "distances are taken as they are instead of squared"
      case .sumForMean: "the sum stands where the mean belongs"
      }
    }
  }

  /// The mean and its standard error, [1, 2].
  static func spread(_ values: [Double], slip: Slip = .none) -> Matrix<Double> {
    let n = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / n
    var squares = 0.0
    for value in values {
      squares += slip == .absoluteDistances ? abs(value - mean) : (value - mean) * (value - mean)
    }
    let deviation = Foundation.sqrt(squares / (slip == .dividedByN ? n : n - 1))
    let error: Double
    switch slip {
    case .spreadOfOneValue: error = deviation
    case .noRoot: error = deviation * deviation / n
    case .dividedByNTwice: error = deviation / n
    case .absoluteDistances: error = squares / n
    default: error = deviation / Foundation.sqrt(n)
    }
    return [[slip == .sumForMean ? sum : mean, error]]
  }

  /// A mistake that learners really make in judging a difference.
  enum Judgement: CaseIterable {
    case right, higherWins, everyDifferenceCounts, oneErrorIsEnough, errorsAddedPlainly, onlyTheFirstsError,
      onlyTheSecondsError, neverUndecidedBelowTwoErrors

    /// The slip as the report says it.
    var mistake: String {
      switch self {
      case .right: "nothing is wrong"
      case .higherWins: "the higher perplexity wins"
      case .everyDifferenceCounts: "every difference is taken for clear"
      case .oneErrorIsEnough: "one standard error of the difference is enough"
      case .errorsAddedPlainly: "the two errors are added as they are instead of by their squares"
      case .onlyTheFirstsError: "only the first kind's error counts"
      case .onlyTheSecondsError: "only the second kind's error counts"
      case .neverUndecidedBelowTwoErrors: "the root of the squared errors is left out"
      }
    }
  }

  /// 1 where the first is clearly lower, 2 where the second is, 0 where it is undecided.
  static func verdict(_ first: [Double], _ second: [Double], _ judgement: Judgement = .right) -> Double {
    let (a, b) = (spread(first), spread(second))
    let (e, f) = (a[0, 1], b[0, 1])
    let limit: Double
    switch judgement {
    case .everyDifferenceCounts: limit = 0
    case .oneErrorIsEnough: limit = Foundation.sqrt(e * e + f * f)
    case .errorsAddedPlainly: limit = 2 * (e + f)
    case .onlyTheFirstsError: limit = 2 * e
    case .onlyTheSecondsError: limit = 2 * f
    case .neverUndecidedBelowTwoErrors: limit = 2 * (e * e + f * f)
    default: limit = 2 * Foundation.sqrt(e * e + f * f)
    }
    guard abs(a[0, 0] - b[0, 0]) > limit else { return 0 }
    return (a[0, 0] < b[0, 0]) == (judgement != .higherWins) ? 1 : 2
  }
}
