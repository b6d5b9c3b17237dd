import LinearAlgebra

/// The right factor of many products, [k, n], laid out once in the order in which the kernel reads it.
package struct PackedFactor<Scalar: MatrixScalar>: Sendable {
  /// k
  let rows: Int
  /// n
  let columns: Int
  private let memory: NumberBuffer<Scalar>
  private let panelCount: Int

  /// Room for a factor.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    memory = NumberBuffer(Scalar.kernels.packedCount(rows, columns))
    panelCount = (columns + Scalar.kernels.panelWidth() - 1) / Scalar.kernels.panelWidth()
  }

  /// Lays out one of `parts` parts of the factor whose element (p, j) is at `source[p · rowStride + j · columnStride]`.
  package func pack(
    _ source: UnsafePointer<Scalar>, rowStride: Int, columnStride: Int, part: Int, of parts: Int
  ) {
    let (first, last) = (panelCount * part / parts, panelCount * (part + 1) / parts)
    Scalar.kernels.pack(rows, columns, source, rowStride, columnStride, first..<last, memory.start)
  }

  /// `c = a · self`, or added to `c`, for `groups` blocks of `m` rows.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func multiply(
    groups: Int = 1, rows m: Int, _ a: UnsafePointer<Scalar>, group aGroup: Int = 0, stride aStride: Int,
    into c: UnsafeMutablePointer<Scalar>, group cGroup: Int = 0, stride cStride: Int, adding: Bool
  ) {
    // Blocks that lie end to end are one block.
    if groups > 1, aGroup == m * aStride, cGroup == m * cStride {
      return multiply(rows: groups * m, a, stride: aStride, into: c, stride: cStride, adding: adding)
    }
    Scalar.kernels.packedProduct(
      groups, m, columns, rows, a, aGroup, aStride, memory.start, c, cGroup, cStride, adding)
  }
}
