import LinearAlgebra

/// The singular values of a matrix [R, C], C of them, the largest first.
///
/// By one-sided Jacobi rotations: pairs of columns are turned until all are orthogonal; their lengths are the
/// singular values, exact but for rounding. The work grows with R · C², so it is meant for matrices of up to a few
/// hundred columns.
///
/// Hestenes, "Inversion of matrices by biorthogonalization and related results" (1958).
public func singularValues<Scalar>(of matrix: Matrix<Scalar>) -> [Double] {
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
  return columns.map { dot($0, $0).squareRoot() }.sorted(by: >)
}

/// Turns columns p and q until they are orthogonal.
///
/// - Returns: whether they were not already, as far as rounding lets one tell.
private func rotate(_ columns: inout [[Double]], _ p: Int, _ q: Int) -> Bool {
  let (x, y) = (columns[p], columns[q])
  let (xx, yy, xy) = (dot(x, x), dot(y, y), dot(x, y))
  guard abs(xy) > 1e-14 * (xx * yy).squareRoot() else { return false }
  let slope = (yy - xx) / (2 * xy)
  let tangent = (slope < 0 ? -1 : 1) / (abs(slope) + (1 + slope * slope).squareRoot())
  let cosine = 1 / (1 + tangent * tangent).squareRoot()
  let sine = cosine * tangent
  for row in x.indices {
    columns[p][row] = cosine * x[row] - sine * y[row]
    columns[q][row] = sine * x[row] + cosine * y[row]
  }
  return true
}

private func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
