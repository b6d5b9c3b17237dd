import Exercise13Attention
import Foundation
import GradingSupport
import LinearAlgebra

/// Dot-product scores in plain loops, correct or with one known mistake.
func loopDotScores(
  _ query: Matrix<Double>, _ keys: [Matrix<Double>], isScaled: Bool, _ mistake: DotMistake = .none
) -> Matrix<Double> {
  let products = Matrix(rows: query.rows, columns: keys.count) { row, step in
    let key = keys[mistake == .reversed ? keys.count - 1 - step : mistake == .firstKey ? 0 : step]
    let asked = mistake == .otherRow ? query.rows - 1 - row : row
    return total(0..<query.columns) { query[asked, $0] * key[row, $0] }
  }
  let root = Double(query.columns).squareRoot()
  switch mistake {
  case .notScaled: return products
  case .alwaysScaled: return products / root
  case .size where isScaled: return products / (root * root)
  case .multiplied where isScaled: return products * root
  case .rootOfSteps where isScaled: return products / Double(keys.count).squareRoot()
  case .weights: return loopWeights(isScaled ? products / root : products, query.rowLengths(keys.count))
  default: return isScaled ? products / root : products
  }
}

/// A way to get dot-product scores wrong.
enum DotMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case notScaled = "the scores are not divided by √d"
  case alwaysScaled = "the scores are divided by √d even if isScaled is false"
  case size = "the scores are divided by d instead of √d"
  case multiplied = "the scores are multiplied by √d instead of divided"
  case rootOfSteps = "the scores are divided by √S, from the number of source steps, instead of √d"
  case reversed = "the keys are taken from the last to the first"
  case firstKey = "every score uses the first key"
  case otherRow = "the query of another sequence of the batch is used"
  case weights = "a softmax is already applied to the scores"
}

/// Additive scores in plain loops, correct or with one known mistake.
func loopAdditiveScores(
  _ score: AdditiveScore, _ query: Matrix<Double>, _ keys: [Matrix<Double>],
  _ mistake: AdditiveMistake = .none
) -> Matrix<Double> {
  Matrix(rows: query.rows, columns: keys.count) { row, step in
    let key = keys[mistake == .reversed ? keys.count - 1 - step : mistake == .firstKey ? 0 : step]
    let asked = mistake == .otherRow ? query.rows - 1 - row : row
    let sum = total(0..<score.weightScore.rows) { unit in
      let fromQuery = total(0..<query.columns) { query[asked, $0] * score.weightQuery[$0, unit] }
      let fromKey = total(0..<key.columns) { key[row, $0] * score.weightKey[$0, unit] }
      return mistake.feature(fromQuery, fromKey)
        * (mistake == .noScoreWeight ? 1 : score.weightScore[unit, 0])
    }
    switch mistake {
    case .tanhOfTheScore: return Foundation.tanh(sum)
    case .scaled: return sum / Double(score.weightScore.rows).squareRoot()
    default: return sum
    }
  }
}

/// A way to get additive scores wrong.
enum AdditiveMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case noTanh = "the tanh is missing"
  case sigmoid = "a sigmoid is used instead of tanh"
  case relu = "a ReLU is used instead of tanh"
  case tanhOfTheScore = "the tanh is applied to the score instead of the hidden layer"
  case twoTanhs = "the tanh is applied to both products separately"
  case noQuery = "the query is missing in the sum"
  case noKey = "the keys are missing in the sum"
  case product = "the two products are multiplied instead of added"
  case difference = "the two products are subtracted instead of added"
  case noScoreWeight = "the hidden units are added up without v"
  case scaled = "the scores are divided by √A, though only the dot product is scaled"
  case reversed = "the keys are taken from the last to the first"
  case firstKey = "every score uses the first key"
  case otherRow = "the query of another sequence of the batch is used"

  fileprivate func feature(_ query: Double, _ key: Double) -> Double {
    switch self {
    case .noTanh, .tanhOfTheScore: return query + key
    case .sigmoid: return 1 / (1 + Foundation.exp(-query - key))
    case .relu: return max(0, query + key)
    case .twoTanhs: return Foundation.tanh(query) + Foundation.tanh(key)
    case .noQuery: return Foundation.tanh(key)
    case .noKey: return Foundation.tanh(query)
    case .product: return Foundation.tanh(query * key)
    case .difference: return Foundation.tanh(query - key)
    default: return Foundation.tanh(query + key)
    }
  }
}

extension Matrix {
  /// One length per row, the same for all.
  func rowLengths(_ length: Int) -> [Int] { Array(repeating: length, count: rows) }
}

extension AttentionExample {
  func dotSuspects(isScaled: Bool) -> [Suspect] {
    DotMistake.allCases.dropFirst().map {
      Suspect(
        $0.rawValue, at: "dotProductScores(_:over:isScaled:)",
        loopDotScores(shortQuery, keys, isScaled: isScaled, $0))
    }
  }

  var additiveSuspects: [Suspect] {
    AdditiveMistake.allCases.dropFirst().map {
      Suspect($0.rawValue, at: "scores(_:over:)", loopAdditiveScores(score, query, keys, $0))
    }
  }
}
