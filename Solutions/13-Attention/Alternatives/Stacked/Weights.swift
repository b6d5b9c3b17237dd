import EarlierUnits
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
  let isReal = Matrix(rows: scores.rows, columns: scores.columns) { $1 < lengths[$0] ? 1 : 0 }
  let hidden = Matrix(rows: scores.rows, columns: scores.columns) {
    isReal[$0, $1] == 1 ? scores[$0, $1] : -.infinity
  }
  let largest = hidden.rowMaxima().map { $0 == -.infinity ? 0 : $0 }
  let powers = exp(hidden - largest)  // e^-∞ = 0
  return powers / powers.rowSums().map { $0 == 0 ? 1 : $0 }
}

/// The context: the mean of the values, weighted. `C = Σ_s α_s V_s`.
///
/// - Parameters:
///   - weights: α, [B, S].
///   - values: V_1 … V_S, each [B, H], at least one.
/// - Returns: C, [B, H].
public func context(_ weights: Matrix<Double>, of values: [Matrix<Double>]) throws -> Matrix<Double> {
  let column = weights.transposed().reshaped(rows: weights.count, columns: 1)
  let products = concatenate(rows: values) * column  // [S · B, H]
  return products.reshaped(rows: values.count, columns: values[0].count).columnSums()
    .reshaped(rows: weights.rows, columns: values[0].columns)
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
  (
    weights: concatenate(columns: values.map { (contextGradient * $0).rowSums() }),
    values: values.indices.map { contextGradient * weights.column($0) }
  )
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
  let products = weights * weightGradient
  return products - weights * products.rowSums()  // every weight depends on every score of its row
}
