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

/// The gradients of the weights: each one product over all steps of all sequences, cut by columns.
extension FusedPass {
  /// All that has to be done once every row has come back.
  ///
  /// - Parameter columns: the most columns of one piece.
  package func gradientWork(
    _ input: FusedInputMemory<Scalar>, into target: FusedParameters<Scalar>, columns: Int
  ) -> [GradientWork<Scalar>] {
    switch input {
    case .tokens(let tokens):
      [tableWork(tokens, into: target)] + recurrentWork(into: target, columns: columns)
    case .rows(let memory, let offset):
      [biasWork(into: target)] + recurrentWork(into: target, columns: columns)
        + weights.inputParts.flatMap { part in
          products(
            part, columns, rows: weights.inputSize, { _ in memory.start + offset },
            stride: weights.inputSize, into: target.weightIH)
        }
    }
  }

  private func recurrentWork(into target: FusedParameters<Scalar>, columns: Int) -> [GradientWork<Scalar>] {
    weights.recurrentParts.enumerated().flatMap { index, part in
      // The second part is that of a GRU which resets before the product, so r ⊙ h is what it has multiplied.
      products(
        part, columns, rows: hiddenSize,
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
    _ part: GatePart<Scalar>, _ most: Int, rows m: Int,
    _ left: @escaping @Sendable (FusedPass) -> UnsafeMutablePointer<Scalar>, stride leftStride: Int,
    into target: UnsafeMutablePointer<Scalar>
  ) -> [GradientWork<Scalar>] {
    let (columns, panel) = (part.columns.count, Scalar.kernels.panelWidth())
    let pieceCount = columns <= most ? 1 : (columns + most - 1) / most
    let width = ((columns + pieceCount - 1) / pieceCount + panel - 1) / panel * panel
    return stride(from: 0, to: columns, by: width).map { first in
      let count = min(width, columns - first)
      nonisolated(unsafe) let place = target + part.columns.lowerBound + first
      let source = part.place + first
      return GradientWork(room: Scalar.kernels.outerRoom(m, count, capacity * batchSize)) { [self] room in
        Scalar.kernels.outerProduct(
          m, count, stepCount * batchSize, left(self), leftStride, gateGradients.start + source, gateStride,
          place, weights.gateColumns, false, room)
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
