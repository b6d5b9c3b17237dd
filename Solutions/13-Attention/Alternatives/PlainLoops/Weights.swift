import EarlierUnits
import Foundation
import LinearAlgebra

/// The weights of the source steps: in each row a softmax over the real steps, and 0 for the padding.
///
/// A score in the padding has no influence, whatever it is. A row without real steps becomes a row of zeros.
///
/// - Parameters:
///   - scores: z, [B, S].
///   - lengths: the number of real steps of each source, B numbers from 0 to S.
/// - Returns: α, [B, S].
public func maskedWeights(_ scores: Matrix<Double>, lengths: [Int]) throws -> Matrix<Double> {
  var weights = Matrix<Double>.zeros(scores.shape)
  for (row, length) in lengths.enumerated() {
    var largest = -Double.infinity
    for step in 0..<length { largest = max(largest, scores[row, step]) }
    var sum = 0.0
    for step in 0..<length {
      weights[row, step] = Foundation.exp(scores[row, step] - largest)
      sum += weights[row, step]
    }
    for step in 0..<length { weights[row, step] /= sum }
  }
  return weights
}

/// The context: the mean of the values, weighted. `C = Σ_s α_s V_s`.
///
/// - Parameters:
///   - weights: α, [B, S].
///   - values: V_1 … V_S, each [B, H], at least one.
/// - Returns: C, [B, H].
public func context(_ weights: Matrix<Double>, of values: [Matrix<Double>]) throws -> Matrix<Double> {
  var sum = Matrix<Double>.zeros(values[0].shape)
  for (step, value) in values.enumerated() { sum += value * weights.column(step) }
  return sum
}

/// From the gradient of the context to the gradients of the weights and the values.
///
/// - Parameters:
///   - contextGradient: dL/dC, [B, H].
///   - weights: α of the forward pass, [B, S].
///   - values: V_1 … V_S, each [B, H].
/// - Returns: dL/dα, [B, S], and dL/dV_1 … dL/dV_S, each [B, H].
public func contextBackward(
  _ contextGradient: Matrix<Double>, weights: Matrix<Double>, values: [Matrix<Double>]
) throws -> (weights: Matrix<Double>, values: [Matrix<Double>]) {
  var weightGradient = Matrix<Double>.zeros(weights.shape)
  var valueGradients: [Matrix<Double>] = []
  for (step, value) in values.enumerated() {
    let products = (contextGradient * value).rowSums()
    for row in 0..<weights.rows { weightGradient[row, step] = products[row, 0] }
    valueGradients.append(contextGradient * weights.column(step))
  }
  return (weightGradient, valueGradients)
}

/// From the gradient of the weights to the gradient of the scores, through the softmax.
///
/// - Parameters:
///   - weightGradient: dL/dα, [B, S].
///   - weights: α of the forward pass, [B, S]; it is 0 in the padding, and so is the result.
/// - Returns: dL/dz, [B, S].
public func maskedWeightsBackward(
  _ weightGradient: Matrix<Double>, weights: Matrix<Double>
) throws -> Matrix<Double> {
  var result = weightGradient
  for row in 0..<weights.rows {
    for step in 0..<weights.columns {
      result[row, step] = 0
      for other in 0..<weights.columns {
        let jacobian = weights[row, other] * ((other == step ? 1 : 0) - weights[row, step])
        result[row, step] += jacobian * weightGradient[row, other]
      }
    }
  }
  return result
}
