package import MatrixKernels

/// The kernels of `MatrixKernels` for one type of number, of the instruction set in use. They are documented where that
/// module declares them; a call does a whole operation, so code that is not specialized loses little.
package struct Kernels<Scalar: MatrixScalar> {
  package typealias Source = UnsafePointer<Scalar>
  package typealias Target = UnsafeMutablePointer<Scalar>

  private let table: UnsafePointer<mk_kernels>

  fileprivate init(_ table: UnsafeRawPointer) { self.table = table.assumingMemoryBound(to: mk_kernels.self) }

  /// The element-wise half of recurrent steps.
  package var sequence: mk_sequence_kernels { table.pointee.sequence }

  package func matmul(
    _ m: Int, _ n: Int, _ k: Int, _ a: Source, _ transposeA: Bool, _ b: Source, _ transposeB: Bool,
    _ c: Target, _ accumulate: Bool
  ) { table.pointee.matmul(m, n, k, a, transposeA, b, transposeB, c, accumulate) }

  package func panelWidth() -> Int { table.pointee.panel_width() }

  package func packedCount(_ k: Int, _ n: Int) -> Int { table.pointee.packed_count(k, n) }

  package func pack(
    _ k: Int, _ n: Int, _ b: Source, _ bRow: Int, _ bColumn: Int, _ panels: Range<Int>, _ packed: Target
  ) { table.pointee.pack(k, n, b, bRow, bColumn, panels.lowerBound, panels.upperBound, packed) }

  package func packedProduct(
    _ groups: Int, _ m: Int, _ n: Int, _ k: Int, _ a: Source, _ aGroup: Int, _ aRow: Int, _ packed: Source,
    _ c: Target, _ cGroup: Int, _ cRow: Int, _ accumulate: Bool
  ) {
    table.pointee.packed_product(groups, m, n, k, a, aGroup, aRow, packed, c, cGroup, cRow, accumulate)
  }

  package func outerRoom(_ m: Int, _ n: Int, _ k: Int) -> Int { table.pointee.outer_room(m, n, k) }

  package func outerProduct(
    _ m: Int, _ n: Int, _ k: Int, _ a: Source, _ aRow: Int, _ b: Source, _ bRow: Int, _ c: Target,
    _ cRow: Int, _ accumulate: Bool, _ room: Target
  ) { table.pointee.outer_product(m, n, k, a, aRow, b, bRow, c, cRow, accumulate, room) }

  package func rowProduct(
    _ k: Int, _ n: Int, _ x: Source, _ b: Source, _ bRow: Int, _ y: Target, _ accumulate: Bool
  ) { table.pointee.row_product(k, n, x, b, bRow, y, accumulate) }

  package func columnProduct(
    _ k: Int, _ n: Int, _ b: Source, _ bRow: Int, _ x: Source, _ y: Target, _ accumulate: Bool
  ) { table.pointee.column_product(k, n, b, bRow, x, y, accumulate) }

  package func exp(_ count: Int, _ x: Source, _ out: Target) { table.pointee.exp(count, x, out) }
  package func tanh(_ count: Int, _ x: Source, _ out: Target) { table.pointee.tanh(count, x, out) }
  package func sigmoid(_ count: Int, _ x: Source, _ out: Target) { table.pointee.sigmoid(count, x, out) }

  package func combine(
    _ operation: mk_operation, _ rows: Int, _ columns: Int, _ x: Source, _ xLayout: mk_layout, _ y: Source,
    _ yLayout: mk_layout, _ out: Target
  ) { table.pointee.combine(operation, rows, columns, x, xLayout, y, yLayout, out) }

  package func axpy(_ count: Int, _ factor: Scalar, _ x: Source, _ y: Target) {
    table.pointee.axpy(count, Double(factor), x, y)
  }

  package func adam(
    _ count: Int, rate: Scalar, meanDecay: Scalar, squareDecay: Scalar, correction: Scalar, epsilon: Scalar,
    _ gradient: Source, _ mean: Target, _ meanSquare: Target, _ parameters: Target
  ) {
    table.pointee.adam(
      count, Double(rate), Double(meanDecay), Double(squareDecay), Double(correction), Double(epsilon),
      gradient, mean, meanSquare, parameters)
  }

  package func dot(_ count: Int, _ x: Source, _ y: Source) -> Scalar {
    Scalar(table.pointee.dot(count, x, y))
  }
  package func sum(_ count: Int, _ x: Source) -> Scalar { Scalar(table.pointee.sum(count, x)) }

  package func columnSums(_ rows: Int, _ columns: Int, _ x: Source, _ out: Target) {
    table.pointee.column_sums(rows, columns, x, out)
  }

  package func maximum(_ count: Int, _ x: Source) -> Scalar { Scalar(table.pointee.maximum(count, x)) }
}

extension MatrixScalar {
  /// The kernels for this type.
  package static var kernels: Kernels<Self> { Kernels(_kernels) }
}
