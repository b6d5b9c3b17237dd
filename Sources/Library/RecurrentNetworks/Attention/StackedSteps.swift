import LinearAlgebra

/// S steps of B sequences in one matrix [S · B, D], step after step: row `s · B + b` is step s of sequence b.
///
/// What is done to every step alike is then one matrix operation instead of S small ones.
public struct StackedSteps<Scalar: MatrixScalar>: Sendable, Equatable {
  /// The rows of step 1, below them those of step 2, and so on: [S · B, D].
  public internal(set) var matrix: Matrix<Scalar>
  /// S
  public let stepCount: Int
  /// B
  public let batchSize: Int

  /// The steps of a sequence, stacked.
  ///
  /// - Precondition: there is at least one step, and all have the same shape [B, D].
  public init(_ steps: [Matrix<Scalar>]) {
    require(
      !steps.isEmpty,
      "attention needs at least one source step: give a source without steps one step, and mask it by the length 0"
    )
    let shape = steps[0].shape
    for (step, matrix) in steps.enumerated() {
      require(
        matrix.shape == shape, "source step 0 has shape \(shape), and step \(step) has \(matrix.shape)")
    }
    self.init(concatenate(rows: steps), stepCount: steps.count, batchSize: shape.rows)
  }

  init(_ matrix: Matrix<Scalar>, stepCount: Int, batchSize: Int) {
    require(
      matrix.rows == stepCount * batchSize,
      "\(stepCount) steps of \(batchSize) sequences are \(stepCount * batchSize) rows, not \(matrix.rows)")
    self.matrix = matrix
    self.stepCount = stepCount
    self.batchSize = batchSize
  }

  /// D, the number of columns.
  public var size: Int { matrix.columns }

  /// The S steps one by one, each [B, D].
  public var steps: [Matrix<Scalar>] {
    (0..<stepCount).map { matrix.rows($0 * batchSize..<($0 + 1) * batchSize) }
  }

  /// The same steps with other columns: `transform` of the matrix, [S · B, D] → [S · B, D′].
  public func map(_ transform: (Matrix<Scalar>) -> Matrix<Scalar>) -> StackedSteps {
    StackedSteps(transform(matrix), stepCount: stepCount, batchSize: batchSize)
  }
}

extension StackedSteps {
  /// The product of every step with the row of the same sequence: `p[b, s] = Σ_d x_s[b, d] · row[b, d]`.
  ///
  /// - Parameter rows: [B, D].
  /// - Returns: [B, S].
  public func dotProducts(with rows: Matrix<Scalar>) -> Matrix<Scalar> {
    table((matrix * repeated(rows)).rowSums())
  }

  /// The weighted sum of each sequence's steps: `Σ_s w[b, s] · x_s[b]`.
  ///
  /// - Parameter weights: [B, S].
  /// - Returns: [B, D].
  public func weightedSum(_ weights: Matrix<Scalar>) -> Matrix<Scalar> {
    map { $0 * column(weights) }.sum()
  }

  /// The sum of each sequence's steps, [B, D].
  public func sum() -> Matrix<Scalar> {
    matrix.reshaped(rows: stepCount, columns: batchSize * size).columnSums()
      .reshaped(rows: batchSize, columns: size)
  }

  /// Every step with the same rows, [B, D′] → [S · B, D′].
  ///
  /// - Precondition: there is one row per sequence; a single row would otherwise serve every sequence.
  public func repeated(_ rows: Matrix<Scalar>) -> Matrix<Scalar> {
    require(
      rows.rows == batchSize,
      "a source of \(batchSize) sequences goes with \(batchSize) rows, not with a matrix of shape \(rows.shape)"
    )
    return concatenate(rows: Array(repeating: rows, count: stepCount))
  }

  /// One number per step as a column, [B, S] → [S · B, 1].
  public func column(_ table: Matrix<Scalar>) -> Matrix<Scalar> {
    require(
      table.shape == MatrixShape(batchSize, stepCount),
      "\(stepCount) steps of \(batchSize) sequences have numbers of shape [\(batchSize), \(stepCount)], not \(table.shape)"
    )
    return table.transposed().reshaped(rows: stepCount * batchSize, columns: 1)
  }

  /// One number per step as a table with a row per sequence, [S · B, 1] → [B, S].
  public func table(_ column: Matrix<Scalar>) -> Matrix<Scalar> {
    column.reshaped(rows: stepCount, columns: batchSize).transposed()
  }
}
