import EarlierUnits
import LinearAlgebra

/// Task 2. The weights of the source steps: in each row a softmax over the real steps, and 0 for the padding.
///
/// A score in the padding has no influence, whatever it is. A row without real steps becomes a row of zeros.
///
/// - Parameters:
///   - scores: z, [B, S].
///   - lengths: the number of real steps of each source, B numbers from 0 to S.
/// - Returns: α, [B, S].
public func maskedWeights(_ scores: Matrix<Double>, lengths: [Int]) throws -> Matrix<Double> {
  var weights = Matrix<Double>.zeros(scores.shape)
  for (row, length) in lengths.enumerated() where length > 0 {
    let real = softmax(scores.row(row).columns(0..<length))  // [1, length]: the padding is not in it
    for step in 0..<length { weights[row, step] = real[0, step] }
  }
  return weights
}

/// Task 3. The context: the mean of the values, weighted. `C = Σ_s α_s V_s`.
///
/// - Parameters:
///   - weights: α, [B, S].
///   - values: V_1 … V_S, each [B, H], at least one.
/// - Returns: C, [B, H].
public func context(_ weights: Matrix<Double>, of values: [Matrix<Double>]) throws -> Matrix<Double> {
  var sum = Matrix<Double>.zeros(values[0].shape)
  for (step, value) in values.enumerated() { sum += value * weights.column(step) }  // a number per row
  return sum
}

/// Task 4. From the gradient of the context to the gradients of the weights and the values.
///
/// - Parameters:
///   - contextGradient: dL/dC, [B, H].
///   - weights: α of the forward pass, [B, S].
///   - values: V_1 … V_S, each [B, H].
/// - Returns: dL/dα, [B, S], and dL/dV_1 … dL/dV_S, each [B, H].
public func contextBackward(
  _ contextGradient: Matrix<Double>, weights: Matrix<Double>, values: [Matrix<Double>]
) throws -> (weights: Matrix<Double>, values: [Matrix<Double>]) {
  (
    weights: concatenate(columns: values.map { (contextGradient * $0).rowSums() }),
    values: values.indices.map { contextGradient * weights.column($0) }
  )
}

/// Task 4. From the gradient of the weights to the gradient of the scores, through the softmax.
///
/// - Parameters:
///   - weightGradient: dL/dα, [B, S].
///   - weights: α of the forward pass, [B, S]; it is 0 in the padding, and so is the result.
/// - Returns: dL/dz, [B, S].
public func maskedWeightsBackward(
  _ weightGradient: Matrix<Double>, weights: Matrix<Double>
) throws -> Matrix<Double> {
  let products = weights * weightGradient
  return products - weights * products.rowSums()  // every weight depends on every score of its row
}
