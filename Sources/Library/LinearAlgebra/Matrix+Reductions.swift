extension Matrix {
  /// The sum of all elements.
  public func sum() -> Scalar {
    storage.withUnsafeBufferPointer { x in x.baseAddress.map { Scalar.kernels.sum(count, $0) } ?? 0 }
  }

  /// The mean of all elements, right even if their sum is outside the range of the element type.
  ///
  /// - Precondition: there is at least one.
  public func mean() -> Scalar {
    require(count > 0, "a matrix of shape \(shape) has no mean")
    let sum = sum()
    return sum.isFinite ? sum / Scalar(count) : (self / Scalar(count)).sum()
  }

  /// The largest element; NaN if one is.
  ///
  /// - Precondition: there is at least one.
  public func maximum() -> Scalar {
    require(count > 0, "a matrix of shape \(shape) has no largest element")
    return storage.withUnsafeBufferPointer { Scalar.kernels.maximum(count, $0.baseAddress!) }
  }

  /// The sum of each row, [R, 1].
  public func rowSums() -> Matrix { byRow { Scalar.kernels.sum(columns, $0) } }

  /// The sum of each column, [1, C]: how a bias that served every row gathers its gradient.
  public func columnSums() -> Matrix {
    storage.withUnsafeBufferPointer { x in
      Matrix(MatrixShape(1, columns)) { out in
        out.initialize(repeating: 0, count: columns)
        if let x = x.baseAddress { Scalar.kernels.columnSums(rows, columns, x, out) }
      }
    }
  }

  /// The largest element of each row, [R, 1].
  ///
  /// - Precondition: rows have at least one element.
  public func rowMaxima() -> Matrix {
    require(columns > 0, "the rows of a matrix of shape \(shape) have no largest element")
    return byRow { Scalar.kernels.maximum(columns, $0) }
  }

  /// The column of the largest element of each row, the first where several are equal; the first NaN if there is one, as
  /// in NumPy and PyTorch.
  ///
  /// - Precondition: rows have at least one element.
  public func rowArgmax() -> [Int] {
    require(columns > 0, "the rows of a matrix of shape \(shape) have no largest element")
    return (0..<rows).map { row in
      let slice = storage[row * columns..<(row + 1) * columns]
      let largest = slice.indices.dropFirst().reduce(slice.startIndex) { largest, next in
        slice[largest].isNaN || slice[next] <= slice[largest] ? largest : next
      }
      return largest - row * columns
    }
  }

  /// `Σ x²`; ∞ or 0 if the sum is outside the range of the element type, unlike ``norm``.
  public var squaredNorm: Scalar { dot(self) }

  /// `Σ x · y` over all elements.
  ///
  /// - Precondition: the shapes are the same.
  public func dot(_ other: Matrix) -> Scalar {
    require(shape == other.shape, "dot(_:) needs equal shapes, not \(shape) and \(other.shape)")
    return storage.withUnsafeBufferPointer { x in
      other.storage.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
        return Scalar.kernels.dot(count, x, y)
      }
    }
  }

  private func byRow(_ reduce: (UnsafePointer<Scalar>) -> Scalar) -> Matrix {
    storage.withUnsafeBufferPointer { x in
      Matrix(MatrixShape(rows, 1)) { out in
        out.initialize(repeating: 0, count: rows)
        guard let x = x.baseAddress else { return }
        for row in 0..<rows { out[row] = reduce(x + row * columns) }
      }
    }
  }
}
