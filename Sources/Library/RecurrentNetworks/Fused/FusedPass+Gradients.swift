import LinearAlgebra
import MatrixKernels

/// A piece of the work on weight gradients that needs no other piece: it gets scratch memory and is done.
package struct GradientWork<Scalar: MatrixScalar>: Sendable {
  /// How much scratch it wants.
  package let room: Int
  /// Does it.
  package let run: @Sendable (UnsafeMutablePointer<Scalar>) -> Void

  /// A piece that wants `room` numbers of scratch.
  package init(room: Int, run: @escaping @Sendable (UnsafeMutablePointer<Scalar>) -> Void) {
    self.room = room
    self.run = run
  }
}

/// A part of a weight's gradient [rows, columns], and its cutting.
package struct GradientPiece: Equatable, Sendable {
  /// Its rows and its columns.
  package let rows: Range<Int>, columns: Range<Int>

  /// A gradient in about `count` pieces of equal size, or fewer if they would be too small. It is cut by rows first,
  /// because pieces of the same rows pack the same part of the left factor, and packing it is the more expensive part.
  package static func cut(rows: Int, columns: Int, into count: Int) -> [GradientPiece] {
    let rowRanges = ranges(of: rows, into: min(count, rows / 48), multipleOf: 12)
    let columnCount = min((count + rowRanges.count - 1) / rowRanges.count, columns / 96)
    let columnRanges = ranges(of: columns, into: columnCount, multipleOf: 32)
    return rowRanges.flatMap { rows in columnRanges.map { GradientPiece(rows: rows, columns: $0) } }
  }

  /// 0 to `total` in ranges of a length that whole tiles fill.
  private static func ranges(of total: Int, into count: Int, multipleOf unit: Int) -> [Range<Int>] {
    let units = (total + unit - 1) / unit, count = max(1, count)
    let length = (units + count - 1) / count * unit
    return stride(from: 0, to: total, by: length).map { $0..<min($0 + length, total) }
  }
}

/// The input of one layer, for the gradient of `W_xh`.
package enum FusedInputMemory<Scalar: MatrixScalar>: Sendable {
  /// The tokens of each step, [T][B].
  case tokens(TokenBuffer)
  /// Rows [T][B][I] from `offset` on.
  case rows(NumberBuffer<Scalar>, offset: Int)
}

/// Memory for token indices.
package final class TokenBuffer: @unchecked Sendable {
  /// The first.
  package let start: UnsafeMutablePointer<Int32>

  /// Zeros.
  package init(_ count: Int) {
    start = .allocate(capacity: max(1, count))
    start.initialize(repeating: 0, count: count)
  }

  deinit { start.deallocate() }
}

/// The gradients of the weights: each one product over all steps of all sequences, cut into pieces.
extension FusedPass {
  /// All that has to be done once every row has come back.
  ///
  /// - Parameter pieces: into how many pieces to cut each product, if it is large enough.
  package func gradientWork(
    _ input: FusedInputMemory<Scalar>, into target: FusedParameters<Scalar>, pieces: Int
  ) -> [GradientWork<Scalar>] {
    switch input {
    case .tokens(let tokens):
      [tableWork(tokens, into: target)] + recurrentWork(into: target, pieces: pieces)
    case .rows(let memory, let offset):
      [biasWork(into: target)] + recurrentWork(into: target, pieces: pieces)
        + weights.inputParts.flatMap { part in
          products(
            part, pieces, rows: weights.inputSize, { _ in memory.start + offset },
            stride: weights.inputSize, into: target.weightIH)
        }
    }
  }

  private func recurrentWork(into target: FusedParameters<Scalar>, pieces: Int) -> [GradientWork<Scalar>] {
    weights.recurrentParts.enumerated().flatMap { index, part in
      // The second part is that of a GRU which resets before the product, so r ⊙ h is what it has multiplied.
      products(
        part, pieces, rows: hiddenSize,
        { pass in
          index == 1
            ? pass.gates.start + 3 * pass.hiddenSize
            : pass.state(pass.hidden, slot: pass.slot(before: 0), row: 0)
        },
        stride: index == 1 ? gateStride : hiddenSize, into: target.weightHH)
    }
  }

  /// `aᵀ · dsums` for the columns of a part, in pieces.
  private func products(
    _ part: GatePart<Scalar>, _ pieces: Int, rows m: Int,
    _ left: @escaping @Sendable (FusedPass) -> UnsafeMutablePointer<Scalar>, stride leftStride: Int,
    into target: UnsafeMutablePointer<Scalar>
  ) -> [GradientWork<Scalar>] {
    GradientPiece.cut(rows: m, columns: part.columns.count, into: pieces).map { piece in
      nonisolated(unsafe) let place =
        target + piece.rows.lowerBound * weights.gateColumns + part.columns.lowerBound
        + piece.columns.lowerBound
      let source = part.place + piece.columns.lowerBound
      let (m, n) = (piece.rows.count, piece.columns.count)
      return GradientWork(room: Scalar.kernels.outerRoom(m, n, capacity * batchSize)) { [self] room in
        Scalar.kernels.outerProduct(
          m, n, stepCount * batchSize, left(self) + piece.rows.lowerBound, leftStride,
          gateGradients.start + source, gateStride, place, weights.gateColumns, false, room)
      }
    }
  }

  /// Each token's row of `dW_xh` is the sum over the places where it came in, and all rows together are the bias's.
  private func tableWork(_ tokens: TokenBuffer, into target: FusedParameters<Scalar>) -> GradientWork<Scalar>
  {
    let columns = weights.gateColumns
    return GradientWork(room: 0) { [self] _ in
      target.weightIH.clear(weights.inputSize * columns)
      for part in weights.inputParts {
        kernels.scatter_add(
          stepCount * batchSize, part.columns.count, gradientRows(from: part.place), tokens.start,
          mk_rows(start: target.weightIH + part.columns.lowerBound, stride: columns))
      }
      kernels.sum_rows(
        weights.inputSize, columns, mk_rows(start: target.weightIH, stride: columns), target.bias)
      sumResetBias(into: target)
    }
  }

  private func biasWork(into target: FusedParameters<Scalar>) -> GradientWork<Scalar> {
    GradientWork(room: 0) { [self] _ in
      for part in weights.inputParts {
        kernels.sum_rows(
          stepCount * batchSize, part.columns.count, gradientRows(from: part.place),
          target.bias + part.columns.lowerBound)
      }
      sumResetBias(into: target)
    }
  }

  private func sumResetBias(into target: FusedParameters<Scalar>) {
    guard let resetBias = target.resetBias else { return }
    kernels.sum_rows(
      stepCount * batchSize, hiddenSize, gradientRows(from: 2 * hiddenSize), resetBias)
  }

  private func gradientRows(from column: Int) -> mk_rows {
    mk_rows(start: gateGradients.start + column, stride: gateStride)
  }
}
