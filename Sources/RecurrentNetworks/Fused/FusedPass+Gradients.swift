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

/// What one layer reads, for the gradient of `W_xh`.
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

/// The gradients of the weights: each one product over all steps of all sequences, cut by columns.
extension FusedPass {
  /// All that has to be done once every row has come back.
  ///
  /// - Parameter columns: the most columns of one piece.
  package func gradientWork(
    _ input: FusedInputMemory<Scalar>, into target: FusedParameters<Scalar>, columns: Int
  ) -> [GradientWork<Scalar>] {
    var work = recurrentWork(into: target, columns: columns)
    switch input {
    case .tokens(let tokens):
      work.append(tableWork(tokens, into: target))
    case .rows(let memory, let offset):
      work += chunks(of: weights.gateColumns, columns).map { chunk in
        product(
          chunk, rows: weights.inputSize, { _ in memory.start + offset }, stride: weights.inputSize,
          block: 0, into: target.weightIH)
      }
      work.append(biasWork(into: target))
    }
    return work
  }

  private func recurrentWork(into target: FusedParameters<Scalar>, columns: Int) -> [GradientWork<Scalar>] {
    var work: [GradientWork<Scalar>] = []
    for (index, part) in weights.recurrent.enumerated() {
      let resetsAfter =
        weights.kind == .gru(resetsAfterProduct: true, keepsState: true)
        || weights.kind == .gru(resetsAfterProduct: true, keepsState: false)
      let readsResetState = index == 1 && !resetsAfter
      let block = index == 0 ? 0 : (resetsAfter ? 3 : 2)
      for chunk in chunks(of: part.columnCount, columns) {
        work.append(
          product(
            chunk, rows: hiddenSize,
            { pass in
              readsResetState
                ? pass.gates.start + 3 * pass.hiddenSize
                : pass.state(pass.hidden, slot: pass.slot(before: 0), row: 0)
            },
            stride: readsResetState ? blockColumns : hiddenSize, block: block,
            into: target.weightHH + part.firstColumn))
      }
    }
    return work
  }

  /// Some columns of `aᵀ · dsums`.
  private func product(
    _ chunk: Range<Int>, rows m: Int,
    _ left: @escaping @Sendable (FusedPass) -> UnsafeMutablePointer<Scalar>, stride: Int, block: Int,
    into target: UnsafeMutablePointer<Scalar>
  ) -> GradientWork<Scalar> {
    nonisolated(unsafe) let place = target + chunk.lowerBound
    let first = block * hiddenSize + chunk.lowerBound
    return GradientWork(room: Scalar._outerRoom(m, chunk.count, capacity * batchSize)) { [self] room in
      Scalar._outerProduct(
        m, chunk.count, stepCount * batchSize, left(self), stride, gateGradients.start + first, blockColumns,
        place, weights.gateColumns, false, room)
    }
  }

  /// Each token's row of `dW_xh` is the sum over the places where it came in, and all rows together are the bias's.
  private func tableWork(_ tokens: TokenBuffer, into target: FusedParameters<Scalar>) -> GradientWork<Scalar>
  {
    let columns = weights.gateColumns
    return GradientWork(room: 0) { [self] _ in
      target.weightIH.clear(weights.inputSize * columns)
      kernels.pointee.scatter_add(
        stepCount * batchSize, columns, mk_rows(start: gateGradients.start, stride: blockColumns),
        tokens.start, mk_rows(start: target.weightIH, stride: columns))
      kernels.pointee.sum_rows(
        weights.inputSize, columns, mk_rows(start: target.weightIH, stride: columns), target.bias)
      sumResetBias(into: target)
    }
  }

  private func biasWork(into target: FusedParameters<Scalar>) -> GradientWork<Scalar> {
    GradientWork(room: 0) { [self] _ in
      kernels.pointee.sum_rows(
        stepCount * batchSize, weights.gateColumns,
        mk_rows(start: gateGradients.start, stride: blockColumns), target.bias)
      sumResetBias(into: target)
    }
  }

  private func sumResetBias(into target: FusedParameters<Scalar>) {
    guard let resetBias = target.resetBias else { return }
    kernels.pointee.sum_rows(
      stepCount * batchSize, hiddenSize,
      mk_rows(start: gateGradients.start + weights.gateColumns, stride: blockColumns), resetBias)
  }

  private func chunks(of count: Int, _ most: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: most).map { $0..<min($0 + most, count) }
  }
}
