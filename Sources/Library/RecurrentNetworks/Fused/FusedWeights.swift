import LinearAlgebra

/// One cell's weights, ready for a pass: packed for products, or as they are where a batch is one sequence.
package final class FusedWeights<Scalar: MatrixScalar>: @unchecked Sendable {
  /// The input of each step.
  package enum Input: Sendable {
    /// One token per sequence: its row of `W_xh`, with the bias added, is looked up.
    case tokens
    /// Numbers, [B, I].
    case rows
  }

  let kind: FusedKind
  let input: Input
  let inputSize: Int
  let hiddenSize: Int
  let parameters: FusedParameters<Scalar>
  /// The parts of `W_hh`, in the order of their products.
  let recurrentParts: [GatePart<Scalar>]
  /// The parts of `W_xh`.
  let inputParts: [GatePart<Scalar>]
  /// The start of a step's sums, [I, blocks · H] for tokens and [1, blocks · H] else: the bias, with each token's
  /// row of `W_xh`. What a GRU resets after the product starts from `c_h`.
  let table: NumberBuffer<Scalar>

  /// G · H, the columns of a parameter.
  var gateColumns: Int { kind.gateCount * hiddenSize }
  /// The columns of a row of the pass's gates.
  var blockColumns: Int { kind.blockCount * hiddenSize }

  /// How far the rows of the pass's gates lie apart: a cache line more where they would all fall into the same few
  /// places of the cache.
  var gateStride: Int {
    let size = MemoryLayout<Scalar>.stride
    return blockColumns * size % 4096 == 0 ? blockColumns + 64 / size : blockColumns
  }

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
    let (packs, readsRows) = (batchSize > 1, input == .rows)
    recurrentParts = kind.recurrentSpans.map {
      GatePart(
        $0, hiddenSize: hiddenSize, rows: hiddenSize, goesForward: packs && use.contains(.forward),
        goesBack: packs && use.contains(.backward))
    }
    inputParts = kind.inputSpans.map {
      GatePart(
        $0, hiddenSize: hiddenSize, rows: inputSize, goesForward: readsRows && use.contains(.forward),
        goesBack: readsRows && use.contains(.backward))
    }
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
    for piece in recurrentParts {
      piece.pack(parameters.weightHH, stride: gateColumns, part: part, of: parts)
    }
    for piece in inputParts { piece.pack(parameters.weightIH, stride: gateColumns, part: part, of: parts) }
    prepareTable(part: part, of: parts)
  }

  private func prepareTable(part: Int, of parts: Int) {
    let rowCount = input == .tokens ? inputSize : 1
    for row in rowCount * part / parts..<rowCount * (part + 1) / parts {
      let start = table.start + row * blockColumns
      for piece in inputParts {
        let (first, count) = (piece.columns.lowerBound, piece.columns.count)
        (start + piece.place).update(from: parameters.bias + first, count: count)
        if input == .tokens {
          Scalar.kernels.axpy(
            count, 1, parameters.weightIH + row * gateColumns + first, start + piece.place)
        }
      }
      if let resetBias = parameters.resetBias {
        (start + 2 * hiddenSize).update(from: resetBias, count: hiddenSize)
      }
    }
  }
}

/// Weights that are not packed serve one row, and no row where a batch is empty.
extension FusedWeights {
  /// `sums += h · W` with one part of `W_hh`, for `m` rows.
  func addRecurrent(
    _ part: Int, rows m: Int, _ h: UnsafePointer<Scalar>, stride hStride: Int,
    to sums: UnsafeMutablePointer<Scalar>, stride sumsStride: Int
  ) {
    let part = recurrentParts[part]
    if let forward = part.forward {
      forward.multiply(rows: m, h, stride: hStride, into: sums, stride: sumsStride, adding: true)
    } else if m > 0 {
      Scalar.kernels.rowProduct(
        hiddenSize, part.columns.count, h, parameters.weightHH + part.columns.lowerBound, gateColumns, sums,
        true)
    }
  }

  /// `dh = dsums · Wᵀ`, or added to `dh`, with one part of `W_hh`, for `m` rows.
  func recurrentGradient(
    _ part: Int, rows m: Int, _ dsums: UnsafePointer<Scalar>, stride sumsStride: Int,
    into dh: UnsafeMutablePointer<Scalar>, stride hStride: Int, adding: Bool
  ) {
    let part = recurrentParts[part]
    if let backward = part.backward {
      backward.multiply(rows: m, dsums, stride: sumsStride, into: dh, stride: hStride, adding: adding)
    } else if m > 0 {
      Scalar.kernels.columnProduct(
        hiddenSize, part.columns.count, parameters.weightHH + part.columns.lowerBound, gateColumns, dsums, dh,
        adding)
    }
  }
}
