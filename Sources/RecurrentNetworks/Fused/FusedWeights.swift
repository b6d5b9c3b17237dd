import LinearAlgebra

/// One cell's weights, ready for a pass: packed for products, or as they are where a batch is one sequence.
package final class FusedWeights<Scalar: MatrixScalar>: @unchecked Sendable {
  /// What comes in at each step.
  package enum Input: Sendable {
    /// One token a sequence: its row of `W_xh`, with the bias added, is looked up.
    case tokens
    /// Numbers, [B, I].
    case rows
  }

  /// Columns of `W_hh` that one product takes: all of them, or a GRU's r and z, or its n.
  struct RecurrentPart {
    let firstColumn: Int
    let columnCount: Int
    /// [H, columns]; none where the weights are read in place.
    let forward: PackedFactor<Scalar>?
    /// [columns, H]
    let backward: PackedFactor<Scalar>?
  }

  let kind: FusedKind
  let input: Input
  let inputSize: Int
  let hiddenSize: Int
  let parameters: FusedParameters<Scalar>
  /// One part, or for a GRU two.
  let recurrent: [RecurrentPart]
  /// `W_xh` and its transpose, where rows come in.
  let forwardInput: PackedFactor<Scalar>?
  let backwardInput: PackedFactor<Scalar>?
  /// What a step's sums start from, [I, blocks · H] for tokens and [1, blocks · H] else: the bias, with each token's
  /// row of `W_xh`. A GRU's fourth block starts from `c_h`.
  let table: NumberBuffer<Scalar>

  /// G · H, the columns of a parameter.
  var gateColumns: Int { kind.gateCount * hiddenSize }
  /// The columns of a row of the pass's gates.
  var blockColumns: Int { kind.blockCount * hiddenSize }

  /// Room for the weights of a cell whose parameters lie in `parameters`.
  package init(
    _ kind: FusedKind, inputSize: Int, hiddenSize: Int, input: Input, parameters: FusedParameters<Scalar>,
    batchSize: Int, use: FusedUse = .training
  ) {
    self.kind = kind
    self.input = input
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
    self.parameters = parameters
    let columns: [(Int, Int)] =
      if case .gru = kind { [(0, 2 * hiddenSize), (2 * hiddenSize, hiddenSize)] } else {
        [(0, kind.gateCount * hiddenSize)]
      }
    let goesForward = use.contains(.forward) && batchSize > 1
    let goesBack = use.contains(.backward) && batchSize > 1
    recurrent = columns.map { first, count in
      RecurrentPart(
        firstColumn: first, columnCount: count,
        forward: goesForward ? PackedFactor(rows: hiddenSize, columns: count) : nil,
        backward: goesBack ? PackedFactor(rows: count, columns: hiddenSize) : nil)
    }
    let (gateColumns, readsRows) = (kind.gateCount * hiddenSize, input == .rows)
    forwardInput =
      readsRows && use.contains(.forward) ? PackedFactor(rows: inputSize, columns: gateColumns) : nil
    backwardInput =
      readsRows && use.contains(.backward) ? PackedFactor(rows: gateColumns, columns: inputSize) : nil
    table = NumberBuffer((input == .tokens ? inputSize : 1) * kind.blockCount * hiddenSize)
  }

  /// A cell's weights, copied and made ready.
  convenience init(_ cell: FusedCell<Scalar>, batchSize: Int, use: FusedUse) {
    self.init(
      cell.kind, inputSize: cell.inputSize, hiddenSize: cell.hiddenSize, input: .rows,
      parameters: FusedParameters(copying: cell), batchSize: batchSize, use: use)
    prepare()
  }

  /// Takes over one of `parts` parts of the parameters as they are now. A pass needs all parts.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func prepare(part: Int = 0, of parts: Int = 1) {
    for piece in recurrent {
      let source = parameters.weightHH + piece.firstColumn
      piece.forward?.pack(source, rowStride: gateColumns, columnStride: 1, part: part, of: parts)
      piece.backward?.pack(source, rowStride: 1, columnStride: gateColumns, part: part, of: parts)
    }
    forwardInput?.pack(parameters.weightIH, rowStride: gateColumns, columnStride: 1, part: part, of: parts)
    backwardInput?.pack(parameters.weightIH, rowStride: 1, columnStride: gateColumns, part: part, of: parts)
    prepareTable(part: part, of: parts)
  }

  private func prepareTable(part: Int, of parts: Int) {
    let rowCount = input == .tokens ? inputSize : 1
    for row in rowCount * part / parts..<rowCount * (part + 1) / parts {
      let place = table.start + row * blockColumns
      place.update(from: parameters.bias, count: gateColumns)
      if input == .tokens { Scalar._axpy(gateColumns, 1, parameters.weightIH + row * gateColumns, place) }
      if let resetBias = parameters.resetBias {
        (place + gateColumns).update(from: resetBias, count: hiddenSize)
      }
    }
  }
}

/// Weights that are not packed serve one row, and no row where a batch is empty.
extension FusedWeights.RecurrentPart {
  /// `sums += h · W`, for `m` rows.
  func add(
    _ m: Int, _ h: UnsafePointer<Scalar>, stride hStride: Int, to sums: UnsafeMutablePointer<Scalar>,
    stride sumsStride: Int, of weights: FusedWeights<Scalar>
  ) {
    if let forward {
      forward.multiply(rows: m, h, stride: hStride, into: sums, stride: sumsStride, adding: true)
    } else if m > 0 {
      Scalar._rowProduct(
        weights.hiddenSize, columnCount, h, weights.parameters.weightHH + firstColumn, weights.gateColumns,
        sums, true)
    }
  }

  /// `dh = dsums · Wᵀ`, or added to `dh`, for `m` rows.
  func addBack(
    _ m: Int, _ dsums: UnsafePointer<Scalar>, stride sumsStride: Int, to dh: UnsafeMutablePointer<Scalar>,
    stride hStride: Int, adding: Bool, of weights: FusedWeights<Scalar>
  ) {
    if let backward {
      backward.multiply(rows: m, dsums, stride: sumsStride, into: dh, stride: hStride, adding: adding)
    } else if m > 0 {
      Scalar._columnProduct(
        weights.hiddenSize, columnCount, weights.parameters.weightHH + firstColumn, weights.gateColumns,
        dsums, dh, adding)
    }
  }
}
