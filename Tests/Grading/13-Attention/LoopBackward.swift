import Exercise13Attention
import Foundation
import GradingSupport
import LinearAlgebra

/// The gradients of the context in plain loops, correct or with one known mistake.
func loopContextBackward(
  _ gradient: Matrix<Double>, _ weights: Matrix<Double>, _ values: [Matrix<Double>],
  _ mistake: ContextBackwardMistake = .none
) -> (weights: Matrix<Double>, values: [Matrix<Double>]) {
  let byWeights = Matrix(rows: weights.rows, columns: values.count) { row, step in
    let sum = total(0..<gradient.columns) { gradient[row, $0] * values[step][row, $0] }
    return mistake == .meanOfColumns ? sum / Double(gradient.columns) : mistake == .negated ? -sum : sum
  }
  let byValues = values.indices.map { step in
    Matrix(rows: gradient.rows, columns: gradient.columns) { row, column in
      let weight = weights[row, mistake == .reversed ? values.count - 1 - step : step]
      let own = gradient[row, column]
      switch mistake {
      case .notWeighted: return own
      case .mean: return own / Double(values.count)
      case .swapped: return byWeights[row, step] * own
      case .negated: return -weight * own
      default: return weight * own
      }
    }
  }
  return (byWeights, byValues)
}

/// A way to get the gradients of the context wrong.
enum ContextBackwardMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case notWeighted = "every value gets the whole gradient, without its weight"
  case mean = "every value gets an equal part of the gradient instead of its weight's"
  case reversed = "the weights and the values run in opposite directions"
  case swapped = "a value's gradient is multiplied by the gradient of its weight instead of the weight"
  case meanOfColumns = "the mean over the columns is taken instead of their sum"
  case negated = "the gradient has the wrong sign"
}

/// The gradient of the softmax in plain loops, correct or with one known mistake.
func loopWeightsBackward(
  _ gradient: Matrix<Double>, _ weights: Matrix<Double>, _ mistake: SoftmaxBackwardMistake = .none
) -> Matrix<Double> {
  let (rows, steps) = (weights.rows, weights.columns)
  return Matrix(rows: rows, columns: steps) { row, step in
    let (weight, own) = (weights[row, step], gradient[row, step])
    let mean = total(0..<steps) { weights[row, $0] * gradient[row, $0] }
    switch mistake {
    case .none: return weight * (own - mean)
    case .passedOn: return own
    case .noMean: return weight * own
    case .diagonal: return weight * (1 - weight) * own
    case .plainSum: return weight * (own - total(0..<steps) { gradient[row, $0] })
    case .plainMean: return weight * (own - total(0..<steps) { gradient[row, $0] } / Double(steps))
    case .sumNotWeighted: return weight * own - mean
    case .overTheBatch: return weight * (own - total(0..<rows) { weights[$0, step] * gradient[$0, step] })
    case .added: return weight * (own + mean)
    case .negated: return -weight * (own - mean)
    }
  }
}

/// A way to get the gradient of the softmax wrong.
enum SoftmaxBackwardMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case passedOn = "the gradient of the weights is passed on unchanged"
  case noMean = "Σ α dα is not subtracted, as if no weight depended on another score"
  case diagonal = "only the diagonal of the softmax's Jacobian is used, α (1 - α)"
  case plainSum = "the sum of dα is subtracted instead of Σ α dα"
  case plainMean = "the plain mean of dα is subtracted instead of Σ α dα"
  case sumNotWeighted = "Σ α dα is subtracted without the factor α"
  case overTheBatch = "the sum runs over the sequences of the batch instead of over the source steps"
  case added = "Σ α dα is added instead of subtracted"
  case negated = "the gradient has the wrong sign"
}

/// The gradients of additive scores.
struct ScoreGradients {
  var query: Matrix<Double>
  var keys: [Matrix<Double>]
  /// Of W_q, W_k and v.
  var parameters: [Matrix<Double>]
}

/// The gradients of additive scores in plain loops, correct or with one known mistake.
func loopAdditiveBackward(
  _ score: AdditiveScore, _ gradient: Matrix<Double>, _ query: Matrix<Double>, _ keys: [Matrix<Double>],
  _ mistake: AdditiveBackwardMistake = .none
) -> ScoreGradients {
  var result = ScoreGradients(
    query: .zeros(query.shape), keys: keys.map { .zeros($0.shape) },
    parameters: score.matrices.map { .zeros($0.shape) })
  let (weightQuery, weightKey, weightScore) = (score.weightQuery, score.weightKey, score.weightScore)
  for (step, key) in keys.enumerated() {
    for row in 0..<query.rows {
      for unit in 0..<weightScore.rows {
        let sum =
          total(0..<query.columns) { query[row, $0] * weightQuery[$0, unit] }
          + total(0..<key.columns) { key[row, $0] * weightKey[$0, unit] }
        let feature = Foundation.tanh(sum)
        let own = gradient[row, step]
        result.parameters[2][unit, 0] += own * (mistake == .scoreFromSums ? sum : feature)
        let sumGradient =
          own * (mistake == .noScoreWeight ? 1 : weightScore[unit, 0]) * mistake.slope(feature)
        for column in 0..<key.columns {
          result.parameters[1][column, unit] += key[row, column] * sumGradient
          for other in mistake == .keysShare ? Array(keys.indices) : [step] {
            result.keys[other][row, column] += sumGradient * weightKey[column, unit]
          }
        }
        let counts = mistake == .lastStep ? step == keys.count - 1 : mistake == .firstStep ? step == 0 : true
        for column in 0..<query.columns where counts {
          let part = mistake == .mean ? 1 / Double(keys.count) : 1
          result.parameters[0][column, unit] += part * query[row, column] * sumGradient
          result.query[row, column] += part * sumGradient * weightQuery[column, unit]
        }
      }
    }
  }
  return result
}

/// A way to get the gradients of additive scores wrong.
enum AdditiveBackwardMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case noSlope = "the derivative of tanh is missing"
  case wrongSlope = "1 - F is used as the derivative of tanh instead of 1 - F²"
  case noScoreWeight = "v is missing in the gradient of the hidden layer"
  case lastStep = "the query gets the gradient of the last source step only"
  case firstStep = "the query gets the gradient of the first source step only"
  case mean = "the query gets the mean over the source steps instead of the sum"
  case keysShare = "every key gets the gradients of all source steps"
  case scoreFromSums = "the gradient of v uses the sums before tanh"

  fileprivate func slope(_ feature: Double) -> Double {
    self == .noSlope ? 1 : self == .wrongSlope ? 1 - feature : 1 - feature * feature
  }
}
