import Foundation
import GradingSupport
import LinearAlgebra

/// The weights in plain loops, correct or with one known mistake.
func loopWeights(_ scores: Matrix<Double>, _ lengths: [Int], _ mistake: WeightMistake = .none) -> Matrix<
  Double
> {
  let (rows, steps) = (scores.rows, scores.columns)
  func isReal(_ row: Int, _ step: Int) -> Bool {
    switch mistake {
    case .noMask, .maskAfterwards, .zeroScores: return true
    case .maskAtTheStart: return step >= steps - lengths[row]
    case .firstLength: return step < lengths[0]
    case .oneTooMany: return step <= lengths[row]
    case .oneTooFew: return step < lengths[row] - 1
    default: return step < lengths[row]
    }
  }
  func power(_ row: Int, _ step: Int) -> Double {
    let isPadding = step >= lengths[row]
    let score = mistake == .zeroScores && isPadding ? 0 : scores[row, step]
    let real = (0..<steps).filter { isReal(row, $0) }.map { scores[row, $0] }
    let largest = mistake == .overflow ? 0 : real.max() ?? 0
    return isReal(row, step) ? Foundation.exp(score - largest) : 0
  }
  return Matrix(rows: rows, columns: steps) { row, step in
    if lengths[row] == 0, mistake == .uniformIfEmpty { return 1 / Double(steps) }
    if lengths[row] == 0, mistake == .notANumberIfEmpty { return .nan }
    if mistake == .notNormalized { return power(row, step) }
    let sum =
      mistake == .overTheBatch
      ? total(0..<rows) { power($0, step) } : total(0..<steps) { power(row, $0) }
    let weight = power(row, step) / sum
    if mistake == .maskAfterwards { return step < lengths[row] ? weight : 0 }
    return sum == 0 ? 0 : weight
  }
}

/// A way to get the weights wrong.
enum WeightMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case noMask = "the padding is not masked"
  case maskAfterwards = "the padding is set to 0 after the softmax, so the weights no longer sum to 1"
  case zeroScores = "the scores of the padding are set to 0, which is a score like any other"
  case overTheBatch = "the softmax runs over the sequences of the batch instead of over the source steps"
  case maskAtTheStart = "the first steps are masked instead of the last"
  case firstLength = "every sequence gets the first one's length"
  case oneTooMany = "one step of the padding is not masked"
  case oneTooFew = "the last real step is masked too"
  case uniformIfEmpty = "a row without real steps becomes uniform"
  case notANumberIfEmpty = "a row without real steps is divided by its sum, which is 0"
  case notNormalized = "nothing is divided by the sum"
  case overflow = "nothing is subtracted before exp, so it overflows"
}

/// The context in plain loops, correct or with one known mistake.
func loopContext(
  _ weights: Matrix<Double>, _ values: [Matrix<Double>], _ mistake: ContextMistake = .none
) -> Matrix<Double> {
  Matrix(rows: weights.rows, columns: values[0].columns) { row, column in
    let largest = weights.row(row).rowArgmax()[0]
    let sum = total(0..<values.count) { step in
      let value = values[mistake == .reversed ? values.count - 1 - step : step][row, column]
      switch mistake {
      case .notWeighted: return value
      case .firstRow: return weights[0, step] * value
      case .otherRow: return weights[weights.rows - 1 - row, step] * value
      case .largestOnly: return step == largest ? value : 0
      case .squared: return weights[row, step] * weights[row, step] * value
      default: return weights[row, step] * value
      }
    }
    return mistake == .divided ? sum / Double(values.count) : sum
  }
}

/// A way to get the context wrong.
enum ContextMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case notWeighted = "the values are added up without their weights"
  case divided = "the weighted sum is divided by the number of steps, though the weights already sum to 1"
  case reversed = "the weights and the values run in opposite directions"
  case firstRow = "every sequence gets the first one's weights"
  case otherRow = "the weights of another sequence of the batch are used"
  case largestOnly = "only the value with the largest weight is taken"
  case squared = "each value is multiplied by its weight twice"
}

extension AttentionExample {
  var weightSuspects: [Suspect] {
    WeightMistake.allCases.dropFirst().map {
      Suspect($0.rawValue, at: "maskedWeights(_:lengths:)", loopWeights(scores, lengths, $0))
    }
  }

  var contextSuspects: [Suspect] {
    ContextMistake.allCases.dropFirst().map {
      Suspect($0.rawValue, at: "the sum in context(_:of:)", loopContext(weights, keys, $0))
    }
  }
}
