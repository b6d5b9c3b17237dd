/// A dense matrix of `Float` or `Double`, a value like any other in Swift.
///
/// Elements lie row after row (row-major). In this course a batch is rows: an input `X_t` has shape [B, I],
/// one row for each of the B sequences, and a bias is a row [1, H] that is added to every row.
///
/// ```swift
/// let a: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]  // [2, 3]
/// let b = matmul(a, a.transposed())               // [2, 2]
/// ```
///
/// Wrong shapes are a programmer's mistake: they stop the program with a message that carries both shapes.
@frozen public struct Matrix<Scalar: MatrixScalar>: Hashable, Sendable {
  /// The number of rows and columns.
  public let shape: MatrixShape
  /// The elements, row after row.
  @usableFromInline var storage: [Scalar]

  /// A matrix of the given elements, row after row.
  ///
  /// - Precondition: there are `rows · columns` elements.
  @inlinable public init(rows: Int, columns: Int, elements: [Scalar]) {
    shape = MatrixShape(rows, columns)
    require(
      elements.count == shape.count, "a matrix of shape \(shape) cannot hold \(elements.count) elements")
    storage = elements
  }

  /// A matrix in which every element is `value`.
  ///
  /// - Precondition: neither side is negative, and memory can hold as many elements.
  @inlinable public init(rows: Int, columns: Int, repeating value: Scalar) {
    shape = MatrixShape(rows, columns)
    storage = Array(repeating: value, count: shape.count)
  }

  /// A matrix whose memory `fill` sets, element by element, row after row.
  @inlinable init(_ shape: MatrixShape, filling fill: (UnsafeMutablePointer<Scalar>) -> Void) {
    self.shape = shape
    let total = shape.count
    storage = Array(unsafeUninitializedCapacity: total) { buffer, count in
      if let start = buffer.baseAddress { fill(start) }
      count = total
    }
  }

  /// A matrix of zeros.
  @inlinable public static func zeros(rows: Int, columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, repeating: 0)
  }

  /// A matrix of zeros of the given shape.
  @inlinable public static func zeros(_ shape: MatrixShape) -> Matrix {
    zeros(rows: shape.rows, columns: shape.columns)
  }

  /// The identity matrix, [size, size].
  @inlinable public static func identity(_ size: Int) -> Matrix {
    var result = zeros(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  /// The number of rows.
  @inlinable public var rows: Int { shape.rows }
  /// The number of columns.
  @inlinable public var columns: Int { shape.columns }
  /// The number of elements.
  @inlinable public var count: Int { storage.count }
  /// The elements, row after row.
  @inlinable public var elements: [Scalar] { storage }

  /// The element in row `row` and column `column`, both counted from 0.
  @inlinable public subscript(row: Int, column: Int) -> Scalar {
    get {
      checkIndex(row, column)
      return storage[row * shape.columns + column]
    }
    set {
      checkIndex(row, column)
      storage[row * shape.columns + column] = newValue
    }
  }

  @inlinable func checkIndex(_ row: Int, _ column: Int) {
    require(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "there is no element [\(row), \(column)] in a matrix of shape \(shape)")
  }

  /// Calls `body` with the elements' memory, row after row.
  @inlinable public func withUnsafeElements<R>(_ body: (UnsafeBufferPointer<Scalar>) throws -> R) rethrows
    -> R
  {
    try storage.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with the elements' memory, row after row, to be changed in place.
  @inlinable public mutating func withUnsafeMutableElements<R>(
    _ body: (inout UnsafeMutableBufferPointer<Scalar>) throws -> R
  ) rethrows -> R {
    try storage.withUnsafeMutableBufferPointer(body)
  }
}

extension Matrix: ExpressibleByArrayLiteral {
  /// A matrix written as its rows, `[[1, 2], [3, 4]]`.
  ///
  /// - Precondition: all rows have the same length.
  public init(arrayLiteral rows: [Scalar]...) { self.init(rows) }

  /// A matrix of the given rows.
  ///
  /// - Precondition: all rows have the same length.
  public init(_ rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() {
      require(
        row.count == columns,
        "the rows of a matrix are equally long: row 0 has \(columns) elements, row \(index) has \(row.count)")
    }
    self.init(rows: rows.count, columns: columns, elements: rows.flatMap { $0 })
  }
}
