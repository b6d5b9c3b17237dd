/// `e^x`, element by element.
public func exp<Scalar>(_ matrix: Matrix<Scalar>) -> Matrix<Scalar> { matrix.through(Scalar.kernels.exp) }

/// `tanh x`, element by element: every result lies between -1 and 1.
public func tanh<Scalar>(_ matrix: Matrix<Scalar>) -> Matrix<Scalar> { matrix.through(Scalar.kernels.tanh) }

/// `σ(x) = 1 / (1 + e^-x)`, element by element: every result lies between 0 and 1.
public func sigmoid<Scalar>(_ matrix: Matrix<Scalar>) -> Matrix<Scalar> {
  matrix.through(Scalar.kernels.sigmoid)
}

/// `max(0, x)`, element by element.
public func relu<Scalar>(_ matrix: Matrix<Scalar>) -> Matrix<Scalar> { matrix.map { $0 < 0 ? 0 : $0 } }

extension Matrix {
  /// A matrix of the same shape, each element put through `transform`.
  @inlinable public func map(_ transform: (Scalar) throws -> Scalar) rethrows -> Matrix {
    Matrix(rows: rows, columns: columns, elements: try storage.map(transform))
  }

  func through(_ kernel: (Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void) -> Matrix {
    storage.withUnsafeBufferPointer { x in
      Matrix(shape) { out in if let x = x.baseAddress { kernel(count, x, out) } }
    }
  }
}
