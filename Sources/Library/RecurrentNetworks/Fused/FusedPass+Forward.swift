import LinearAlgebra
import MatrixKernels

extension FusedPass {
  /// The inputs: the tokens of each step, [T][B], or rows [T][B][I].
  package enum Input {
    /// One index per sequence and step.
    case tokens(UnsafePointer<Int32>)
    /// Numbers.
    case rows(UnsafePointer<Scalar>)
  }

  /// The states of some sequences, from the initial state on.
  package func forward(_ input: Input, rows: Range<Int>) {
    forward(input, rows: rows, positions: 0..<stepCount)
  }

  /// The states of some sequences at the steps that are read at `positions`, from the state before them on.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  package func forward(_ input: Input, rows: Range<Int>, positions: Range<Int>) {
    if case .rows(let numbers) = input { startSums(from: numbers, rows, steps: steps(at: positions)) }
    for position in positions {
      let step = step(at: position)
      if case .tokens(let tokens) = input { startSums(from: tokens, at: step, rows) }
      if lengths == nil { advance(step, rows) } else { advancePadded(step, rows) }
    }
  }

  /// Looks up what the tokens of a step give to the gates' sums.
  private func startSums(from tokens: UnsafePointer<Int32>, at step: Int, _ rows: Range<Int>) {
    kernels.gather(
      rows.count, blockColumns, mk_rows(start: weights.table.start, stride: blockColumns),
      tokens + step * batchSize + rows.lowerBound, gateRows(gates, step: step, row: rows.lowerBound))
  }

  /// The part of the pre-activations from the inputs of many steps: one product for all of them.
  private func startSums(from numbers: UnsafePointer<Scalar>, _ rows: Range<Int>, steps: Range<Int>) {
    for step in steps {
      for row in rows {
        gate(gates, step: step, row: row).update(from: weights.table.start, count: blockColumns)
      }
    }
    for part in weights.inputParts {
      part.forward?.multiply(
        groups: steps.count, rows: rows.count,
        numbers + (steps.lowerBound * batchSize + rows.lowerBound) * weights.inputSize,
        group: batchSize * weights.inputSize, stride: weights.inputSize,
        into: gate(gates, step: steps.lowerBound, row: rows.lowerBound) + part.place,
        group: batchSize * gateStride,
        stride: gateStride, adding: true)
    }
  }

  /// One step of sequences that all have it.
  private func advance(_ step: Int, _ rows: Range<Int>) {
    let (m, row, h) = (rows.count, rows.lowerBound, hiddenSize)
    let (before, after) = (slot(before: step), slot(after: step))
    let (old, new) = (
      stateRows(hidden, slot: before, row: row), stateRows(hidden, slot: after, row: row)
    )
    let sums = gateRows(gates, step: step, row: row)
    let kernels = kernels
    addRecurrent(0, step, m, state(hidden, slot: before, row: row), stride: h, row)
    switch weights.kind {
    case .rnn(let relu):
      kernels.rnn_forward(m, h, relu, sums, new)
    case .lstm(let showsTanh):
      guard let cell else { return }
      kernels.lstm_forward(
        m, h, showsTanh, sums, stateRows(cell, slot: before, row: row),
        stateRows(cell, slot: after, row: row),
        new)
    case .gru(let resetsAfterProduct, let keepsState):
      if !resetsAfterProduct {
        kernels.gru_reset(m, h, sums, old)
        addRecurrent(1, step, m, gate(gates, step: step, row: row) + 3 * h, stride: gateStride, row)
      }
      kernels.gru_forward(m, h, resetsAfterProduct, keepsState, sums, old, new)
    }
  }

  /// Adds one part of `h · W_hh` to the sums of a step.
  private func addRecurrent(
    _ part: Int, _ step: Int, _ m: Int, _ state: UnsafePointer<Scalar>, stride: Int, _ row: Int
  ) {
    weights.addRecurrent(
      part, rows: m, state, stride: stride,
      to: gate(gates, step: step, row: row) + weights.recurrentParts[part].place, stride: gateStride)
  }

  /// One step of sequences of which some have ended: these carry their state on.
  private func advancePadded(_ step: Int, _ rows: Range<Int>) {
    let (real, padded) = split(rows, at: step)
    for run in real { advance(step, run) }
    for run in padded {
      for buffer in [hidden, cell].compactMap({ $0 }) {
        state(buffer, slot: slot(after: step), row: run.lowerBound).update(
          from: state(buffer, slot: slot(before: step), row: run.lowerBound), count: hiddenSize)
      }
    }
  }
}
