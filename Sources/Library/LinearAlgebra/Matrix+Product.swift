/// The matrix product `op(a) · op(b)`, where `op` transposes the operand if asked to.
///
/// Shapes: [M, K] · [K, N] → [M, N], after the transpositions. Transposing here costs less than
/// ``Matrix/transposed()``, since nothing is copied first.
///
/// - Precondition: the inner sizes agree.
public func matmul<Scalar>(
  _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, transposingFirst: Bool = false, transposingSecond: Bool = false
) -> Matrix<Scalar> {
  let sizes = productSizes(a, b, transposingFirst, transposingSecond)
  return a.storage.withUnsafeBufferPointer { x in
    b.storage.withUnsafeBufferPointer { y in
      Matrix(MatrixShape(sizes.m, sizes.n)) { out in
        out.initialize(repeating: 0, count: sizes.k == 0 ? sizes.m * sizes.n : 0)
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        Scalar.kernels.matmul(
          sizes.m, sizes.n, sizes.k, x, transposingFirst, y, transposingSecond, out, false)
      }
    }
  }
}

extension Matrix {
  /// `self += op(a) · op(b)`, in place: how a gradient gathers its parts from every step.
  ///
  /// - Precondition: the inner sizes agree, and the product has this matrix's shape.
  public mutating func addProduct(
    _ a: Matrix, _ b: Matrix, transposingFirst: Bool = false, transposingSecond: Bool = false
  ) {
    let sizes = productSizes(a, b, transposingFirst, transposingSecond)
    require(
      shape == MatrixShape(sizes.m, sizes.n),
      "a product of shape [\(sizes.m), \(sizes.n)] cannot be added to a matrix of shape \(shape)")
    a.storage.withUnsafeBufferPointer { x in
      b.storage.withUnsafeBufferPointer { y in
        storage.withUnsafeMutableBufferPointer { out in
          guard let x = x.baseAddress, let y = y.baseAddress, let out = out.baseAddress else { return }
          Scalar.kernels.matmul(
            sizes.m, sizes.n, sizes.k, x, transposingFirst, y, transposingSecond, out, true)
        }
      }
    }
  }
}

private func productSizes<Scalar>(
  _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ transposingFirst: Bool, _ transposingSecond: Bool
) -> (m: Int, n: Int, k: Int) {
  let left = transposingFirst ? MatrixShape(a.columns, a.rows) : a.shape
  let right = transposingSecond ? MatrixShape(b.columns, b.rows) : b.shape
  require(
    left.columns == right.rows,
    """
    matmul: \(a.shape)\(transposingFirst ? " transposed" : "") · \(b.shape)\
    \(transposingSecond ? " transposed" : "") has inner sizes \(left.columns) and \(right.rows), which must agree
    """)
  return (left.rows, right.columns, left.columns)
}
