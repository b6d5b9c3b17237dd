import LinearAlgebra

/// A matrix whose rows are `gap` elements apart, the elements between them marked, so a stray write shows.
struct Spaced<Scalar: MatrixScalar> {
  var scalars: [Scalar]
  let rows: Int
  let columns: Int
  let stride: Int
  private let mark: Scalar = -12345

  init(_ matrix: Matrix<Scalar>, gap: Int) {
    (rows, columns, stride) = (matrix.rows, matrix.columns, matrix.columns + gap)
    // One row more than there are, so that a pointer to nothing but gaps is still a pointer.
    scalars = Array(repeating: mark, count: (matrix.rows + 1) * stride + 1)
    for i in 0..<rows {
      for j in 0..<columns { scalars[i * stride + j] = matrix[i, j] }
    }
  }

  var matrix: Matrix<Scalar> {
    var result = Matrix<Scalar>.zeros(rows: rows, columns: columns)
    for i in 0..<rows {
      for j in 0..<columns { result[i, j] = scalars[i * stride + j] }
    }
    return result
  }

  var isUntouchedBetweenRows: Bool {
    scalars.indices.allSatisfy { index in
      index / max(stride, 1) < rows && index % max(stride, 1) < columns || scalars[index] == mark
    }
  }

  /// Multiplies `groups` blocks of rows of `a`, each followed by an unused row, into such blocks.
  mutating func addProduct(_ a: Spaced, _ b: PackedFactor<Scalar>, groups: Int, accumulates: Bool) {
    let m = rows / groups - 1
    Scalar.kernels.packedProduct(
      groups, m, b.n, b.k, a.scalars, (m + 1) * a.stride, a.stride, b.scalars, &scalars, (m + 1) * stride,
      stride, accumulates)
  }

  mutating func addOuterProduct(_ a: Spaced, _ b: Spaced, accumulates: Bool) {
    var room = [Scalar](repeating: .nan, count: Scalar.kernels.outerRoom(rows, columns, a.rows))
    Scalar.kernels.outerProduct(
      rows, columns, a.rows, a.scalars, a.stride, b.scalars, b.stride, &scalars, stride, accumulates, &room)
  }

  func rowProduct(_ x: Matrix<Scalar>, accumulates: Bool) -> Matrix<Scalar> {
    var y = [Scalar](repeating: 1, count: columns)
    Scalar.kernels.rowProduct(rows, columns, x.elements, scalars, stride, &y, accumulates)
    return Matrix(rows: 1, columns: columns, elements: y)
  }

  func columnProduct(_ x: Matrix<Scalar>, accumulates: Bool) -> Matrix<Scalar> {
    var y = [Scalar](repeating: 1, count: rows)
    Scalar.kernels.columnProduct(rows, columns, scalars, stride, x.elements, &y, accumulates)
    return Matrix(rows: 1, columns: rows, elements: y)
  }
}

/// A right factor [k, n] in the layout of the kernels.
struct PackedFactor<Scalar: MatrixScalar> {
  var scalars: [Scalar]
  let k: Int
  let n: Int

  init(_ b: Matrix<Scalar>, transposed: Bool = false) {
    (k, n) = transposed ? (b.columns, b.rows) : (b.rows, b.columns)
    scalars = Array(repeating: .nan, count: Scalar.kernels.packedCount(k, n))
    pack(b, panels: 0..<Self.panelCount(n), transposed: transposed)
  }

  static func panelCount(_ n: Int) -> Int {
    (n + Scalar.kernels.panelWidth() - 1) / Scalar.kernels.panelWidth()
  }

  mutating func pack(_ b: Matrix<Scalar>, panels: Range<Int>, transposed: Bool = false) {
    Scalar.kernels.pack(
      k, n, b.elements, transposed ? 1 : b.columns, transposed ? b.columns : 1, panels, &scalars)
  }

  func product(_ a: Matrix<Scalar>, groups: Int) -> Matrix<Scalar> {
    var result = [Scalar](repeating: .nan, count: a.rows * n)
    let m = a.rows / groups
    Scalar.kernels.packedProduct(groups, m, n, k, a.elements, m * k, k, scalars, &result, m * n, n, false)
    return Matrix(rows: a.rows, columns: n, elements: result)
  }
}
