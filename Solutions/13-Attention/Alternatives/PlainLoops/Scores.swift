import LinearAlgebra

/// Dot-product scores, `z_s = Q · K_s`: one number per source step. If they are scaled, each is divided by √d.
///
/// - Parameters:
///   - query: Q, [B, d].
///   - keys: K_1 … K_S, each [B, d], at least one.
///   - isScaled: whether to divide by √d.
/// - Returns: z, [B, S].
public func dotProductScores(
  _ query: Matrix<Double>, over keys: [Matrix<Double>], isScaled: Bool
) throws -> Matrix<Double> {
  var scores = Matrix<Double>.zeros(rows: query.rows, columns: keys.count)
  for row in 0..<query.rows {
    for (step, key) in keys.enumerated() {
      for column in 0..<query.columns { scores[row, step] += query[row, column] * key[row, column] }
      if isScaled { scores[row, step] /= Double(query.columns).squareRoot() }
    }
  }
  return scores
}

/// Scores from a small network with one hidden layer: `z_s = tanh(Q · W_q + K_s · W_k) · v`.
///
/// B is the batch, S the number of source steps, D the size of the query, H the size of the keys, A the hidden size.
public struct AdditiveScore: ParameterCollection {
  /// W_q, [D, A].
  public var weightQuery: Matrix<Double>
  /// W_k, [H, A].
  public var weightKey: Matrix<Double>
  /// v, [A, 1].
  public var weightScore: Matrix<Double>

  /// A score with the given parameters.
  public init(weightQuery: Matrix<Double>, weightKey: Matrix<Double>, weightScore: Matrix<Double>) {
    self.weightQuery = weightQuery
    self.weightKey = weightKey
    self.weightScore = weightScore
  }

  /// A score with random parameters.
  public init(querySize: Int, keySize: Int, size: Int, using generator: inout some RandomNumberGenerator) {
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      let bound = 1 / Double(rows).squareRoot()
      return .uniform(rows: rows, columns: columns, in: -bound...bound, using: &generator)
    }
    weightQuery = random(querySize, size)
    weightKey = random(keySize, size)
    weightScore = random(size, 1)
  }

  /// The three matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    [("weightQuery", \.weightQuery), ("weightKey", \.weightKey), ("weightScore", \.weightScore)]
  }

  /// Additive scores, `z_s = tanh(Q · W_q + K_s · W_k) · v`.
  ///
  /// - Parameters:
  ///   - query: Q, [B, D].
  ///   - keys: K_1 … K_S, each [B, H], at least one.
  /// - Returns: z, [B, S].
  public func scores(_ query: Matrix<Double>, over keys: [Matrix<Double>]) throws -> Matrix<Double> {
    let projected = matmul(query, weightQuery)  // [B, A], the same for every key
    return concatenate(columns: keys.map { matmul(tanh(projected + matmul($0, weightKey)), weightScore) })
  }

  /// From the gradient of the scores to the gradients of the query, the keys, and the parameters.
  ///
  /// - Parameters:
  ///   - scoreGradient: dL/dz, [B, S].
  ///   - query: Q, [B, D].
  ///   - keys: K_1 … K_S, each [B, H].
  /// - Returns: dL/dQ, [B, D]; dL/dK_1 … dL/dK_S, each [B, H]; and the gradients of W_q, W_k, and v.
  public func backward(
    _ scoreGradient: Matrix<Double>, query: Matrix<Double>, keys: [Matrix<Double>]
  ) throws -> (query: Matrix<Double>, keys: [Matrix<Double>], parameters: AdditiveScore) {
    let projected = matmul(query, weightQuery)
    var gradient = zeroed()
    var projectedGradient = Matrix<Double>.zeros(projected.shape)
    var keyGradients: [Matrix<Double>] = []
    for (step, key) in keys.enumerated() {
      let features = tanh(projected + matmul(key, weightKey))  // [B, A]
      let column = scoreGradient.column(step)  // [B, 1]
      let sumGradient = matmul(column, weightScore, transposingSecond: true) * (1 - features * features)
      gradient.weightScore += matmul(features, column, transposingFirst: true)
      gradient.weightKey += matmul(key, sumGradient, transposingFirst: true)
      keyGradients.append(matmul(sumGradient, weightKey, transposingSecond: true))
      projectedGradient += sumGradient  // the query is in the sum of every source step
    }
    gradient.weightQuery = matmul(query, projectedGradient, transposingFirst: true)
    return (matmul(projectedGradient, weightQuery, transposingSecond: true), keyGradients, gradient)
  }
}
