internal import MatrixKernels

extension Matrix {
  /// The element-wise sum; a [1, C] row or an [R, 1] column serves every row or column of the other operand.
  public static func + (left: Matrix, right: Matrix) -> Matrix { combine(MK_ADD, "+", left, right) }
  /// The element-wise difference, broadcast like `+`.
  public static func - (left: Matrix, right: Matrix) -> Matrix { combine(MK_SUBTRACT, "-", left, right) }
  /// The element-wise product, ⊙ in the equations, broadcast like `+`. The matrix product is ``matmul(_:_:transposingFirst:transposingSecond:)``.
  public static func * (left: Matrix, right: Matrix) -> Matrix { combine(MK_MULTIPLY, "*", left, right) }
  /// The element-wise quotient, broadcast like `+`.
  public static func / (left: Matrix, right: Matrix) -> Matrix { combine(MK_DIVIDE, "/", left, right) }

  /// Adds `right`, broadcast like `+`, to `left`.
  public static func += (left: inout Matrix, right: Matrix) {
    if left.shape == right.shape { left.add(right, times: 1) } else { left = left + right }
  }
  /// Subtracts `right`, broadcast like `+`, from `left`.
  public static func -= (left: inout Matrix, right: Matrix) {
    if left.shape == right.shape { left.add(right, times: -1) } else { left = left - right }
  }
  /// Multiplies `left` by `right`, element by element and broadcast like `+`.
  public static func *= (left: inout Matrix, right: Matrix) { left = left * right }
  /// Divides `left` by `right`, element by element and broadcast like `+`.
  public static func /= (left: inout Matrix, right: Matrix) { left = left / right }

  /// `self += factor · other`, in place.
  ///
  /// - Precondition: the shapes are the same.
  public mutating func add(_ other: Matrix, times factor: Scalar) {
    require(shape == other.shape, "add(_:times:) needs equal shapes, not \(shape) and \(other.shape)")
    other.storage.withUnsafeBufferPointer { x in
      storage.withUnsafeMutableBufferPointer { y in
        if let x = x.baseAddress, let y = y.baseAddress { Scalar.kernels.axpy(other.count, factor, x, y) }
      }
    }
  }

  /// The matrix with every sign turned.
  public static prefix func - (matrix: Matrix) -> Matrix { matrix * -1 }

  /// One operation over two operands of which either may be a row, a column or a single element.
  static func combine(_ operation: mk_operation, _ symbol: String, _ left: Matrix, _ right: Matrix) -> Matrix
  {
    guard let shape = broadcastShape(left.shape, right.shape) else {
      fatalError(
        "\(left.shape) \(symbol) \(right.shape): the shapes must be equal, or one a row [1, C] or a column [R, 1]"
      )
    }
    if left.shape == right.shape {
      return combine(operation, MatrixShape(1, shape.count), left, rowOfAll, right, rowOfAll).reshaped(
        to: shape)
    }
    return combine(operation, shape, left, layout(of: left.shape), right, layout(of: right.shape))
  }

  static func combine(
    _ operation: mk_operation, _ shape: MatrixShape, _ left: Matrix, _ leftLayout: mk_layout, _ right: Matrix,
    _ rightLayout: mk_layout
  ) -> Matrix {
    left.storage.withUnsafeBufferPointer { x in
      right.storage.withUnsafeBufferPointer { y in
        Matrix(shape) { out in
          guard let x = x.baseAddress, let y = y.baseAddress, shape.count > 0 else { return }
          Scalar.kernels.combine(operation, shape.rows, shape.columns, x, leftLayout, y, rightLayout, out)
        }
      }
    }
  }

  private static var rowOfAll: mk_layout { mk_layout(row_stride: 0, column_stride: 1) }

  private static func layout(of shape: MatrixShape) -> mk_layout {
    mk_layout(row_stride: shape.rows == 1 ? 0 : shape.columns, column_stride: shape.columns == 1 ? 0 : 1)
  }

  private static func broadcastShape(_ left: MatrixShape, _ right: MatrixShape) -> MatrixShape? {
    func common(_ a: Int, _ b: Int) -> Int? { a == b || b == 1 ? a : (a == 1 ? b : nil) }
    guard let rows = common(left.rows, right.rows), let columns = common(left.columns, right.columns) else {
      return nil
    }
    return MatrixShape(rows, columns)
  }
}

extension Matrix {
  /// Every element plus `right`.
  public static func + (left: Matrix, right: Scalar) -> Matrix { left + single(right) }
  /// Every element minus `right`.
  public static func - (left: Matrix, right: Scalar) -> Matrix { left - single(right) }
  /// Every element times `right`.
  public static func * (left: Matrix, right: Scalar) -> Matrix { left * single(right) }
  /// Every element divided by `right`.
  public static func / (left: Matrix, right: Scalar) -> Matrix { left / single(right) }
  /// `left` plus every element.
  public static func + (left: Scalar, right: Matrix) -> Matrix { single(left) + right }
  /// `left` minus every element.
  public static func - (left: Scalar, right: Matrix) -> Matrix { single(left) - right }
  /// `left` times every element.
  public static func * (left: Scalar, right: Matrix) -> Matrix { single(left) * right }
  /// `left` divided by every element.
  public static func / (left: Scalar, right: Matrix) -> Matrix { single(left) / right }
  /// Multiplies every element by `right`, in place.
  public static func *= (left: inout Matrix, right: Scalar) { left = left * right }
  /// Divides every element by `right`, in place.
  public static func /= (left: inout Matrix, right: Scalar) { left = left / right }

  private static func single(_ value: Scalar) -> Matrix { Matrix(rows: 1, columns: 1, repeating: value) }
}
