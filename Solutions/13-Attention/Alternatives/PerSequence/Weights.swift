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
  concatenate(
    rows: lengths.enumerated().map { row, length in
      let padding = Matrix<Double>.zeros(rows: 1, columns: scores.columns - length)
      guard length > 0 else { return padding }
      return concatenate(columns: [softmax(scores.row(row).columns(0..<length)), padding])
    })
}

/// The context: the mean of the values, weighted. `C = Σ_s α_s V_s`.
///
/// - Parameters:
///   - weights: α, [B, S].
///   - values: V_1 … V_S, each [B, H], at least one.
/// - Returns: C, [B, H].
public func context(_ weights: Matrix<Double>, of values: [Matrix<Double>]) throws -> Matrix<Double> {
  concatenate(
    rows: (0..<weights.rows).map { row in
      matmul(weights.row(row), concatenate(rows: values.map { $0.row(row) }))  // [1, S] · [S, H]
    })
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
  let weightRows = (0..<weights.rows).map { row in
    matmul(contextGradient.row(row), concatenate(rows: values.map { $0.row(row) }), transposingSecond: true)
  }
  let valueGradients = values.indices.map { step in
    concatenate(rows: (0..<weights.rows).map { contextGradient.row($0) * weights[$0, step] })
  }
  return (concatenate(rows: weightRows), valueGradients)
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
  concatenate(
    rows: (0..<weights.rows).map { row in
      let own = weights.row(row)
      let jacobian = Matrix.identity(own.columns) * own - matmul(own, own, transposingFirst: true)
      return matmul(weightGradient.row(row), jacobian)  // the Jacobian of a softmax is symmetric
    })
}
