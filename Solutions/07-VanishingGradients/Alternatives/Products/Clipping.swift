import LinearAlgebra

/// By the smaller and the larger of two numbers, NaN apart.
public func clipped(_ gradients: [Matrix<Double>], toValue limit: Double) throws -> [Matrix<Double>] {
  gradients.map { $0.map { $0.isNaN ? $0 : min(max($0, -limit), limit) } }
}

/// The norm of the vector of all norms.
public func globalNorm(_ gradients: [Matrix<Double>]) throws -> Double {
  let norms = gradients.map(\.norm)
  return Matrix(rows: norms.count, columns: 1, elements: norms).norm
}

/// Always by a factor, which is 1 if there is nothing to clip.
public func clipped(_ gradients: [Matrix<Double>], toNorm limit: Double) throws -> [Matrix<Double>] {
  let norm = try globalNorm(gradients)
  let factor = norm.isFinite && norm > limit ? limit / norm : 1
  return gradients.map { gradient in factor == 1 ? gradient : gradient.map { factor * $0 } }
}
