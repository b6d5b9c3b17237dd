import LinearAlgebra

/// One copy, moved there and back.
public func numericGradient(
  of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, step: Double
) throws -> Matrix<Double> {
  var moved = point
  var elements: [Double] = []
  for index in 0..<point.count {
    let (row, column) = (index / point.columns, index % point.columns)
    moved[row, column] = point[row, column] - step
    let below = try function(moved)
    moved[row, column] = point[row, column] + step
    let above = try function(moved)
    moved[row, column] = point[row, column]
    elements.append(above / (2 * step) - below / (2 * step))
  }
  return Matrix(rows: point.rows, columns: point.columns, elements: elements)
}

/// By cases.
public func relativeError(_ a: Double, _ b: Double) throws -> Double {
  if a.isNaN || b.isNaN || a.isInfinite || b.isInfinite { return Double.infinity }
  if a == b { return 0 }
  return (a - b).magnitude / Double.maximum(a.magnitude, b.magnitude)
}

/// All errors in a list, of which the largest is taken.
public func checkGradient(
  _ gradient: Matrix<Double>, of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
  step: Double
) throws -> (error: Double, row: Int, column: Int) {
  let numeric = try numericGradient(of: function, at: point, step: step)
  let errors = try zip(gradient.elements, numeric.elements).map { try relativeError($0, $1) }
  let worst = errors.indices.max { errors[$0] < errors[$1] } ?? 0
  return (errors[worst], worst / point.columns, worst % point.columns)
}
