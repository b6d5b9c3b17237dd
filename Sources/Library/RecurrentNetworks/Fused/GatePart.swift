import LinearAlgebra

/// Some columns of a cell's parameters, and where a pass keeps what belongs to them: what one product takes.
package struct GatePart<Scalar: MatrixScalar>: Sendable {
  /// The columns of `W_xh`, `W_hh` or `b_h`.
  let columns: Range<Int>
  /// The first of as many columns in a row of the pass's gates.
  let place: Int
  /// `W` and `Wᵀ` laid out for products; none where that way is not gone, or where the weights are read in place.
  let forward: PackedFactor<Scalar>?
  let backward: PackedFactor<Scalar>?

  init(_ span: FusedKind.Span, hiddenSize: Int, rows: Int, goesForward: Bool, goesBack: Bool) {
    columns = span.first * hiddenSize..<(span.first + span.count) * hiddenSize
    place = span.block * hiddenSize
    forward = goesForward ? PackedFactor(rows: rows, columns: columns.count) : nil
    backward = goesBack ? PackedFactor(rows: columns.count, columns: rows) : nil
  }

  /// Takes over one of `parts` parts of the weights, whose rows are `stride` numbers apart.
  func pack(_ weights: UnsafePointer<Scalar>, stride: Int, part: Int, of parts: Int) {
    let source = weights + columns.lowerBound
    forward?.pack(source, rowStride: stride, columnStride: 1, part: part, of: parts)
    backward?.pack(source, rowStride: 1, columnStride: stride, part: part, of: parts)
  }
}

extension FusedKind {
  /// `count` gates from gate `first` on, which a pass keeps from block `block` on.
  struct Span {
    let first: Int
    let count: Int
    let block: Int
  }

  /// The gates that `h · W_hh` reaches at once. With the reset before its product, a GRU's candidate has to wait.
  var recurrentSpans: [Span] {
    switch self {
    case .gru(resetsAfterProduct: false, _):
      [Span(first: 0, count: 2, block: 0), Span(first: 2, count: 1, block: 2)]
    default: [Span(first: 0, count: gateCount, block: 0)]
    }
  }

  /// The gates that `x · W_xh` reaches at once. With the reset after its product, a GRU's candidate is kept apart from
  /// what `h` gives to it.
  var inputSpans: [Span] {
    switch self {
    case .gru(resetsAfterProduct: true, _):
      [Span(first: 0, count: 2, block: 0), Span(first: 2, count: 1, block: 3)]
    default: [Span(first: 0, count: gateCount, block: 0)]
    }
  }

  /// Whether it is a GRU that resets after the product.
  var resetsAfterProduct: Bool { if case .gru(true, _) = self { true } else { false } }
}
