extension Matrix {
  /// A matrix whose element in row r and column c is `element(r, c)`.
  public init(rows: Int, columns: Int, _ element: (_ row: Int, _ column: Int) throws -> Scalar) rethrows {
    require(MatrixShape(rows, columns).isPossible, "there is no matrix of shape [\(rows), \(columns)]")
    var elements: [Scalar] = []
    elements.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { elements.append(try element(row, column)) }
    }
    self.init(rows: rows, columns: columns, elements: elements)
  }

  /// The rows, each as an array of C numbers.
  public var rowArrays: [[Scalar]] {
    (0..<rows).map { Array(storage[$0 * columns..<($0 + 1) * columns]) }
  }

  /// The matrix with every number changed by `transform`.
  public func map<Other: MatrixScalar>(_ transform: (Scalar) throws -> Other) rethrows -> Matrix<Other> {
    Matrix<Other>(rows: rows, columns: columns, elements: try storage.map(transform))
  }
}

extension Array {
  /// A sequence as this library reads it, T matrices [B, F], from numbers [T, B, F]: PyTorch's layout without
  /// `batch_first`.
  ///
  /// - Precondition: every step has as many rows, and every row as many numbers.
  public init<Scalar>(timeMajor numbers: [[[Scalar]]]) where Element == Matrix<Scalar> {
    self = numbers.map { Matrix($0) }
    for (step, matrix) in enumerated() {
      require(
        matrix.shape == self[0].shape,
        "the steps of a sequence have one shape: step 0 has \(self[0].shape), step \(step) has \(matrix.shape)"
      )
    }
  }

  /// A sequence as this library reads it, T matrices [B, F], from numbers [B, T, F]: the layout of Keras, and of PyTorch
  /// with `batch_first`.
  ///
  /// - Precondition: every sequence has T steps, and every step as many numbers.
  public init<Scalar>(batchMajor numbers: [[[Scalar]]]) where Element == Matrix<Scalar> {
    let stepCount = numbers.first?.count ?? 0
    for (row, sequence) in numbers.enumerated() {
      require(
        sequence.count == stepCount,
        "the sequences of a batch are equally long: sequence 0 has \(stepCount) steps, sequence \(row) has \(sequence.count); pad the shorter ones"
      )
    }
    self.init(timeMajor: (0..<stepCount).map { step in numbers.map { $0[step] } })
  }

  /// The numbers of a sequence, [T, B, F].
  public func timeMajor<Scalar>() -> [[[Scalar]]] where Element == Matrix<Scalar> { map(\.rowArrays) }

  /// The numbers of a sequence, [B, T, F].
  ///
  /// - Precondition: every step has as many rows.
  public func batchMajor<Scalar>() -> [[[Scalar]]] where Element == Matrix<Scalar> {
    let steps = timeMajor()
    let batchSize = first?.rows ?? 0
    require(
      allSatisfy { $0.rows == batchSize },
      "the steps of a sequence have as many rows each, not \(map(\.rows))")
    return (0..<batchSize).map { row in steps.map { $0[row] } }
  }
}
