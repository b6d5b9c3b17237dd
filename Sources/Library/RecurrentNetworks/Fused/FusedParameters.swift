import LinearAlgebra

/// Where a cell's parameters, or their gradients, lie in a buffer.
package struct FusedParameters<Scalar: MatrixScalar>: Sendable {
  /// The buffer, which may hold much else.
  package let memory: NumberBuffer<Scalar>
  /// Where [I, G · H] starts.
  package let weightIHOffset: Int
  /// Where [H, G · H] starts.
  package let weightHHOffset: Int
  /// Where [1, G · H] starts.
  package let biasOffset: Int
  /// Where [1, H] starts, if the cell has it.
  package let resetBiasOffset: Int?

  /// Parts of a buffer.
  package init(
    memory: NumberBuffer<Scalar>, weightIHOffset: Int, weightHHOffset: Int, biasOffset: Int,
    resetBiasOffset: Int?
  ) {
    self.memory = memory
    self.weightIHOffset = weightIHOffset
    self.weightHHOffset = weightHHOffset
    self.biasOffset = biasOffset
    self.resetBiasOffset = resetBiasOffset
  }

  /// A buffer of its own, of the sizes of a cell's parameters.
  init(sizesOf cell: FusedCell<Scalar>) {
    let (first, second) = (cell.weightIH.count, cell.weightHH.count)
    let resetBias = cell.resetBias.map { _ in first + second + cell.bias.count }
    self.init(
      memory: NumberBuffer(first + second + cell.bias.count + (cell.resetBias?.count ?? 0)),
      weightIHOffset: 0, weightHHOffset: first, biasOffset: first + second, resetBiasOffset: resetBias)
  }

  /// A buffer of its own that holds a cell's parameters.
  init(copying cell: FusedCell<Scalar>) {
    self.init(sizesOf: cell)
    // The places were made for these matrices, whose shapes the cell has looked at.
    func copy(_ matrix: Matrix<Scalar>, to offset: Int) { memory.copy(matrix, of: matrix.shape, to: offset) }
    copy(cell.weightIH, to: weightIHOffset)
    copy(cell.weightHH, to: weightHHOffset)
    copy(cell.bias, to: biasOffset)
    if let resetBias = cell.resetBias, let offset = resetBiasOffset { copy(resetBias, to: offset) }
  }

  /// The first number of each.
  var weightIH: UnsafeMutablePointer<Scalar> { memory.start + weightIHOffset }
  var weightHH: UnsafeMutablePointer<Scalar> { memory.start + weightHHOffset }
  var bias: UnsafeMutablePointer<Scalar> { memory.start + biasOffset }
  var resetBias: UnsafeMutablePointer<Scalar>? { resetBiasOffset.map { memory.start + $0 } }
}

extension FusedParameters {
  /// The numbers as matrices of the shapes of a cell's parameters, by name.
  func matrices(shapedLike cell: FusedCell<Scalar>) -> [String: Matrix<Scalar>] {
    func matrix(_ offset: Int, _ like: Matrix<Scalar>) -> Matrix<Scalar> {
      memory.matrix(at: offset, rows: like.rows, columns: like.columns)
    }
    var result = [
      "weightIH": matrix(weightIHOffset, cell.weightIH), "weightHH": matrix(weightHHOffset, cell.weightHH),
      "bias": matrix(biasOffset, cell.bias),
    ]
    if let offset = resetBiasOffset, let like = cell.resetBias { result["resetBias"] = matrix(offset, like) }
    return result
  }
}
