import LinearAlgebra
import MatrixKernels

extension FusedPass {
  /// From the gradients of the outputs, which stand in ``hiddenGradients``, to those of the gates' sums.
  ///
  /// - Parameters:
  ///   - positions: the positions of the steps through which to go back; defaults to all. Those after them come first.
  ///   - window: the number of steps, counted from the first that is read, after which nothing is passed on; `nil`
  ///     passes on everything.
  ///   - reachesInitialState: whether the gradient of the initial state is wanted, too.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func backward(
    rows: Range<Int>, positions: Range<Int>? = nil, window: Int? = nil, reachesInitialState: Bool = false
  ) {
    for position in (positions ?? 0..<stepCount).reversed() {
      let step = step(at: position)
      let isCut = window.map { position > 0 && position % $0 == 0 } ?? false
      let passes = !isCut && (position > 0 || reachesInitialState)
      let outputs =
        isCut
        ? hiddenGradients.matrix(
          at: (slot(before: step) * batchSize + rows.lowerBound) * hiddenSize, rows: rows.count,
          columns: hiddenSize) : nil
      if lengths == nil {
        retreat(step, rows, passes: passes)
      } else {
        retreatPadded(step, rows, passes: passes)
      }
      if let outputs {
        // A padded row has read nothing here: what is on its way to its last step is not cut.
        for real in lengths == nil ? [rows] : split(rows, at: step).real {
          forget(real, before: step, restoring: outputs, from: real.lowerBound - rows.lowerBound)
        }
      }
    }
  }

  /// The gradients of the inputs at `positions` (all by default), written to `target`, rows [T][B][I].
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func inputGradients(
    rows: Range<Int>, positions: Range<Int>? = nil, into target: UnsafeMutablePointer<Scalar>
  ) {
    let steps = steps(at: positions ?? 0..<stepCount)
    for (index, part) in weights.inputParts.enumerated() {
      part.backward?.multiply(
        groups: steps.count, rows: rows.count,
        gate(gateGradients, step: steps.lowerBound, row: rows.lowerBound) + part.place,
        group: batchSize * gateStride, stride: gateStride,
        into: target + (steps.lowerBound * batchSize + rows.lowerBound) * weights.inputSize,
        group: batchSize * weights.inputSize, stride: weights.inputSize, adding: index > 0)
    }
  }

  /// One backward step for sequences that all have it. `passes` says whether anything comes before it.
  private func retreat(_ step: Int, _ rows: Range<Int>, passes: Bool) {
    let (m, row, h) = (rows.count, rows.lowerBound, hiddenSize)
    let (before, after) = (slot(before: step), slot(after: step))
    let (sums, gradients) = (
      gateRows(gates, step: step, row: row), gateRows(gateGradients, step: step, row: row)
    )
    let upstream = stateRows(hiddenGradients, slot: after, row: row)
    let kernels = kernels
    switch weights.kind {
    case .rnn(let relu):
      kernels.rnn_backward(m, h, relu, stateRows(hidden, slot: after, row: row), upstream, gradients)
    case .lstm(let showsTanh):
      guard let cell, let cellGradient else { return }
      kernels.lstm_backward(
        m, h, showsTanh, sums, stateRows(cell, slot: before, row: row),
        stateRows(cell, slot: after, row: row),
        upstream, stateRows(cellGradient, slot: 0, row: row), gradients)
    case .gru(let resetsAfterProduct, let keepsState):
      let old = stateRows(hidden, slot: before, row: row)
      let earlier = stateRows(hiddenGradients, slot: before, row: row)
      kernels.gru_backward(m, h, resetsAfterProduct, keepsState, sums, old, upstream, earlier, gradients)
      if !resetsAfterProduct {
        recurrentGradient(1, step, m, row, into: state(scratch, slot: 0, row: row), adding: false)
        kernels.gru_reset_backward(
          m, h, sums, old, stateRows(scratch, slot: 0, row: row), earlier, gradients)
      }
    }
    if passes {
      recurrentGradient(
        0, step, m, row, into: state(hiddenGradients, slot: before, row: row), adding: true)
    }
  }

  /// The gradient of a step's sums through one part of `W_hhᵀ`.
  private func recurrentGradient(
    _ part: Int, _ step: Int, _ m: Int, _ row: Int, into target: UnsafeMutablePointer<Scalar>, adding: Bool
  ) {
    weights.recurrentGradient(
      part, rows: m, gate(gateGradients, step: step, row: row) + weights.recurrentParts[part].place,
      stride: gateStride, into: target, stride: hiddenSize, adding: adding)
  }

  /// One backward step for sequences of which some have ended: what comes to a padded step goes on through the state.
  private func retreatPadded(_ step: Int, _ rows: Range<Int>, passes: Bool) {
    let (real, padded) = split(rows, at: step)
    for run in real { retreat(step, run, passes: passes) }
    for row in padded.joined() {
      gate(gateGradients, step: step, row: row).clear(blockColumns)
      Scalar.kernels.axpy(
        hiddenSize, 1, state(hiddenGradients, slot: slot(after: step), row: row),
        state(hiddenGradients, slot: slot(before: step), row: row))
    }
  }

  /// Sets the gradients that reach the states before the first step, and a memory after the last, to zero.
  package func clearStateGradients(rows: Range<Int>) {
    for row in rows {
      state(hiddenGradients, slot: initialSlot, row: row).clear(hiddenSize)
      if let cellGradient {
        state(cellGradient, slot: 0, row: row).clear(hiddenSize)
      }
    }
  }

  /// Takes back what the first step of a window passed on beside the products; `outputs` holds what stood there, these
  /// rows' from row `first` on.
  private func forget(
    _ rows: Range<Int>, before step: Int, restoring outputs: Matrix<Scalar>, from first: Int
  ) {
    outputs.withUnsafeElements { outputs in
      guard let outputs = outputs.baseAddress else { return }
      state(hiddenGradients, slot: slot(before: step), row: rows.lowerBound).update(
        from: outputs + first * hiddenSize, count: rows.count * hiddenSize)
    }
    guard let cellGradient else { return }
    for row in rows { state(cellGradient, slot: 0, row: row).clear(hiddenSize) }
  }
}
