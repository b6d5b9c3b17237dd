import Foundation
import LinearAlgebra

/// Means, errors and comparisons in plain loops, correct or with one known mistake.
///
/// This file does not import the exercise: no submission can change these results.
enum ComparisonOracle {
  /// A mistake learners really make in estimating an error.
  enum Mistake: CaseIterable {
    case none, dividedByN, spreadOfOneValue, noRoot, dividedByNTwice, absoluteDistances, sumForMean,
      notDivided, dividedByNPlusOne, multipliedByRootN, varianceForError, rootOfSquares, meanOfLessOne

    /// The wording in the report.
    var description: String {
      switch self {
      case .none: "nothing is wrong"
      case .dividedByN: "the squares are divided by n instead of n - 1"
      case .spreadOfOneValue: "the standard deviation of one value is returned, not the error of the mean"
      case .noRoot: "the root is missing"
      case .dividedByNTwice: "the standard deviation is divided by n instead of √n"
      case .absoluteDistances: "distances are not squared"
      case .sumForMean: "the sum is used where the mean belongs"
      case .notDivided: "the sum of squares is not divided by n - 1"
      case .dividedByNPlusOne: "the squares are divided by n + 1 instead of n - 1"
      case .multipliedByRootN: "the standard deviation is multiplied by √n instead of divided"
      case .varianceForError: "s² is returned instead of the error of the mean"
      case .rootOfSquares: "the root of the sum of squares is returned: neither n - 1 nor n divides it"
      case .meanOfLessOne: "the sum is divided by n - 1 to get the mean"
      }
    }
  }

  /// The mean and its standard error, [1, 2].
  static func estimate(_ values: [Double], mistake: Mistake = .none) -> Matrix<Double> {
    let n = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let mean = mistake == .meanOfLessOne ? sum / (n - 1) : sum / n
    var squares = 0.0
    for value in values {
      squares += mistake == .absoluteDistances ? abs(value - mean) : (value - mean) * (value - mean)
    }
    let divisor: Double
    switch mistake {
    case .dividedByN: divisor = n
    case .dividedByNPlusOne: divisor = n + 1
    case .notDivided, .rootOfSquares: divisor = 1
    default: divisor = n - 1
    }
    let deviation = Foundation.sqrt(squares / divisor)
    let error: Double
    switch mistake {
    case .rootOfSquares: error = deviation
    case .varianceForError: error = deviation * deviation
    case .multipliedByRootN: error = deviation * Foundation.sqrt(n)
    case .spreadOfOneValue: error = deviation
    case .noRoot: error = deviation * deviation / n
    case .dividedByNTwice: error = deviation / n
    case .absoluteDistances: error = squares / n
    default: error = deviation / Foundation.sqrt(n)
    }
    return [[mistake == .sumForMean ? sum : mean, error]]
  }

  /// A mistake learners really make in comparing two means.
  enum Judgement: CaseIterable {
    case right, higherWins, everyDifferenceCounts, oneErrorIsEnough, errorsAddedPlainly, onlyTheFirstsError,
      onlyTheSecondsError, neverUndecidedBelowTwoErrors, squaresSubtracted, threeErrors, neverOnlyUndecided,
      firstForUndecided, secondForUndecided, signKept, signKeptReversed, alwaysUndecided,
      neverUndecided, tiesDecided

    /// The wording in the report.
    var description: String {
      switch self {
      case .right: "nothing is wrong"
      case .higherWins: "the higher perplexity wins"
      case .everyDifferenceCounts: "every difference is treated as clear"
      case .oneErrorIsEnough: "one standard error of the difference is enough"
      case .errorsAddedPlainly: "the two errors are added directly instead of as squares"
      case .onlyTheFirstsError: "only the first kind's error counts"
      case .onlyTheSecondsError: "only the second kind's error counts"
      case .neverUndecidedBelowTwoErrors: "the root of the squared errors is missing"
      case .squaresSubtracted: "the squares of the two errors are subtracted instead of added"
      case .threeErrors: "three standard errors of the difference are required instead of two"
      case .neverOnlyUndecided: "small differences are clear and large ones are undecided"
      case .firstForUndecided: "firstIsBetter is returned instead of undecided"
      case .secondForUndecided: "secondIsBetter is returned instead of undecided"
      case .signKept: "first minus second is compared without its absolute value"
      case .signKeptReversed: "second minus first is compared without its absolute value"
      case .neverUndecided: "every difference is treated as clear, and even equal means have a winner"
      case .tiesDecided: "a difference of exactly twice the error is treated as clear"
      case .alwaysUndecided: "every difference is treated as chance"
      }
    }
  }

  /// 1 if the first is clearly lower, 2 if the second is, 0 if undecided.
  static func compare(_ first: [Double], _ second: [Double], _ judgement: Judgement = .right) -> Double {
    let (a, b) = (estimate(first), estimate(second))
    let (e, f) = (a[0, 1], b[0, 1])
    let limit: Double
    switch judgement {
    case .everyDifferenceCounts: limit = 0
    case .oneErrorIsEnough: limit = Foundation.sqrt(e * e + f * f)
    case .errorsAddedPlainly: limit = 2 * (e + f)
    case .onlyTheFirstsError: limit = 2 * e
    case .onlyTheSecondsError: limit = 2 * f
    case .neverUndecidedBelowTwoErrors: limit = 2 * (e * e + f * f)
    case .squaresSubtracted: limit = 2 * Foundation.sqrt(e * e - f * f)
    case .threeErrors: limit = 3 * Foundation.sqrt(e * e + f * f)
    case .alwaysUndecided: limit = .infinity
    case .neverUndecided: limit = -1
    default: limit = 2 * Foundation.sqrt(e * e + f * f)
    }
    let difference = a[0, 0] - b[0, 0]
    let distance: Double
    switch judgement {
    case .signKept: distance = difference
    case .signKeptReversed: distance = -difference
    default: distance = abs(difference)
    }
    let isClear = judgement == .tiesDecided ? distance >= limit : distance > limit
    guard isClear == (judgement != .neverOnlyUndecided) else {
      return judgement == .firstForUndecided ? 1 : judgement == .secondForUndecided ? 2 : 0
    }
    return (difference < 0) == (judgement != .higherWins) ? 1 : 2
  }
}
