import LinearAlgebra

/// The point moved by a row of the identity, in the shape of the point.
public func numericGradient(
  of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>, step: Double
) throws -> Matrix<Double> {
  let moves = Matrix<Double>.identity(point.count) * step
  let elements = try (0..<point.count).map { index -> Double in
    let move = moves.row(index).reshaped(rows: point.rows, columns: point.columns)
    return 0.5 * (try function(point + move) - function(point - move)) / step
  }
  return Matrix(rows: point.rows, columns: point.columns, elements: elements)
}

/// As a ratio of numbers on a common scale, so that nothing overflows.
public func relativeError(_ a: Double, _ b: Double) throws -> Double {
  let scale = [abs(a), abs(b)].max() ?? 0
  switch true {
  case !(a - a == 0 && b - b == 0): return .infinity
  case scale == 0: return 0
  default: return abs(a / scale - b / scale)
  }
}

/// Row by row, the worst of each.
public func checkGradient(
  _ gradient: Matrix<Double>, of function: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
  step: Double
) throws -> (error: Double, row: Int, column: Int) {
  let numeric = try numericGradient(of: function, at: point, step: step)
  let errors = try (0..<point.rows).flatMap { row in
    try (0..<point.columns).map { column in
      (error: try relativeError(gradient[row, column], numeric[row, column]), row: row, column: column)
    }
  }
  return errors.sorted { $0.error > $1.error }[0]
}
