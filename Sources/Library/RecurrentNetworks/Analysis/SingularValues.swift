import LinearAlgebra

/// The singular values of a matrix [R, C], C of them, the largest first.
///
/// By one-sided Jacobi rotations: pairs of columns are turned until all are orthogonal; their lengths are the
/// singular values, exact but for rounding. The work grows with R · C², so it is meant for matrices of up to a few
/// hundred columns.
///
/// Numbers of any size are measured exactly, 1e-170 and 1e170 too. If an element is not finite, every singular value
/// is NaN.
///
/// Hestenes, "Inversion of matrices by biorthogonalization and related results" (1958).
public func singularValues<Scalar>(of matrix: Matrix<Scalar>) -> [Double] {
  guard matrix.isFinite else { return Array(repeating: .nan, count: matrix.columns) }
  var columns = (0..<matrix.columns).map { column in
    (0..<matrix.rows).map { Double(matrix[$0, column]) }
  }
  var rotated = true
  var sweepsLeft = 60  // about ten are needed; the bound is for rounding that never settles
  while rotated && sweepsLeft > 0 {
    rotated = false
    sweepsLeft -= 1
    for p in columns.indices {
      for q in columns.indices.dropFirst(p + 1) where rotate(&columns, p, q) { rotated = true }
    }
  }
  return columns.map { column in
    ScaledNorm(
      plainSum: dot(column, column), largest: { largestMagnitude(of: column) },
      sum: { unit in column.reduce(0) { $0 + ($1 / unit) * ($1 / unit) } }
    ).value
  }.sorted(by: >)
}

/// Turns columns p and q until they are orthogonal.
///
/// - Returns: whether they were not already, as far as rounding lets one tell.
private func rotate(_ columns: inout [[Double]], _ p: Int, _ q: Int) -> Bool {
  let (x, y) = (columns[p], columns[q])
  var (xx, yy, xy) = (dot(x, x), dot(y, y), dot(x, y))
  if !(isOrdinary(xx) && isOrdinary(yy)) {
    (xx, yy, xy) = products(x, y)
  }
  guard abs(xy) > 1e-14 * (xx * yy).squareRoot() else { return false }
  let slope = (yy - xx) / (2 * xy)
  // Where the square would overflow, the 1 next to it is lost in rounding anyway.
  let root = abs(slope) < 1e100 ? (1 + slope * slope).squareRoot() : abs(slope)
  let tangent = (slope < 0 ? -1 : 1) / (abs(slope) + root)
  guard tangent != 0 else { return false }
  let cosine = 1 / (1 + tangent * tangent).squareRoot()
  let sine = cosine * tangent
  for row in x.indices {
    columns[p][row] = cosine * x[row] - sine * y[row]
    columns[q][row] = sine * x[row] + cosine * y[row]
  }
  return true
}

private func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }

/// Whether neither the products nor what is computed from them overflows, or loses digits to underflow.
private func isOrdinary(_ square: Double) -> Bool { square > 1e-140 && square < 1e140 }

/// `x · x`, `y · y` and `x · y`, all divided by the same number, so that they fit into the range of `Double`.
private func products(_ x: [Double], _ y: [Double]) -> (xx: Double, yy: Double, xy: Double) {
  let (xUnit, yUnit) = (unit(of: x), unit(of: y))
  let (x, y) = (x.map { $0 / xUnit }, y.map { $0 / yUnit })
  return (dot(x, x) * (xUnit / yUnit), dot(y, y) * (yUnit / xUnit), dot(x, y))
}

/// The power of two below the largest of some numbers; 1 if all are 0.
private func unit(of numbers: [Double]) -> Double {
  let largest = largestMagnitude(of: numbers)
  return largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
}
