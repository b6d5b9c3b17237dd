import LinearAlgebra
import MatrixKernels

extension FusedPass {
  /// From the gradients of the outputs, which stand in ``hiddenGradients``, to those of the gates' sums.
  ///
  /// - Parameters:
  ///   - window: after how many steps, counted from the first that is read, nothing is passed on; none means never.
  ///   - reachesInitialState: whether the gradient of the initial state is wanted, too.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func backward(rows: Range<Int>, window: Int? = nil, reachesInitialState: Bool = false) {
    for position in (0..<stepCount).reversed() {
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
      if let outputs { forget(rows, before: step, restoring: outputs) }
    }
  }

  /// The gradients of the inputs, written to `target`, rows [T][B][I].
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func inputGradients(rows: Range<Int>, into target: UnsafeMutablePointer<Scalar>) {
    weights.backwardInput?.multiply(
      groups: stepCount, rows: rows.count, gate(gateGradients, step: 0, row: rows.lowerBound),
      group: batchSize * blockColumns, stride: blockColumns,
      into: target + rows.lowerBound * weights.inputSize, group: batchSize * weights.inputSize,
      stride: weights.inputSize, adding: false)
  }

  /// One step back for sequences that all have it. `passes` says whether anything comes before it.
  private func retreat(_ step: Int, _ rows: Range<Int>, passes: Bool) {
    let (m, row, h) = (rows.count, rows.lowerBound, hiddenSize)
    let (before, after) = (slot(before: step), slot(after: step))
    let (sums, gradients) = (
      gateRows(gates, step: step, row: row), gateRows(gateGradients, step: step, row: row)
    )
    let upstream = stateRows(hiddenGradients, slot: after, row: row)
    let kernels = kernels.pointee
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
      if resetsAfterProduct {
        if passes { addRecurrent(1, step, m, row, from: 3) }
      } else {
        let place = state(scratch, slot: 0, row: row)
        weights.recurrent[1].addBack(
          m, gate(gateGradients, step: step, row: row) + 2 * h, stride: blockColumns, to: place, stride: h,
          adding: false, of: weights)
        kernels.gru_reset_backward(
          m, h, sums, old, stateRows(scratch, slot: 0, row: row), earlier, gradients)
      }
    }
    if passes { addRecurrent(0, step, m, row, from: 0) }
  }

  /// Adds the gradient of the sums from block `block` on, through one part of `W_hhᵀ`, to that of the state before.
  private func addRecurrent(_ part: Int, _ step: Int, _ m: Int, _ row: Int, from block: Int) {
    weights.recurrent[part].addBack(
      m, gate(gateGradients, step: step, row: row) + block * hiddenSize, stride: blockColumns,
      to: state(hiddenGradients, slot: slot(before: step), row: row), stride: hiddenSize, adding: true,
      of: weights)
  }

  /// One step back for sequences of which some have ended: what comes to a padded step goes on through the state.
  private func retreatPadded(_ step: Int, _ rows: Range<Int>, passes: Bool) {
    let (real, padded) = split(rows, at: step)
    for run in real { retreat(step, run, passes: passes) }
    for row in padded.joined() {
      gate(gateGradients, step: step, row: row).clear(blockColumns)
      Scalar._axpy(
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

  /// Takes back what the first step of a window passed on beside the products.
  private func forget(_ rows: Range<Int>, before step: Int, restoring outputs: Matrix<Scalar>) {
    outputs.withUnsafeElements { outputs in
      guard let outputs = outputs.baseAddress else { return }
      state(hiddenGradients, slot: slot(before: step), row: rows.lowerBound).update(
        from: outputs, count: rows.count * hiddenSize)
    }
    guard let cellGradient else { return }
    for row in rows { state(cellGradient, slot: 0, row: row).clear(hiddenSize) }
  }
}
