import LinearAlgebra

/// The inputs of a layer are checked once per sequence: behind this line the fused path computes in plain memory, and
/// takes and refuses what the cell's own steps do.
extension RecurrentLayer {
  /// Traps unless the inputs are [B, I] and the state is one of B sequences, as the zero state is.
  func check(_ inputs: [Matrix<Scalar>], from state: Cell.State?, zero: Cell.State) {
    if let state { check(state, "state", against: zero) }
    let shape = MatrixShape(zero.hidden.rows, cell.inputSize)
    for (step, input) in inputs.enumerated() {
      require(
        input.shape == shape,
        """
        a \(Cell.kind) of input size \(cell.inputSize) takes inputs \(shape) beside a state \(zero.hidden.shape), not \
        \(input.shape) at step \(step)
        """)
    }
  }

  /// Traps unless a pass was one of such a cell, and what comes back to its final state has the final state's shapes: a
  /// single row would otherwise reach every sequence, or the first alone.
  func check(finalGradient gradient: Cell.State?, of output: Output) {
    let zero = cell.initialState(batchSize: output.finalState.hidden.rows)
    check(output.finalState, "pass's final state", against: zero)
    if let gradient { check(gradient, "final state's gradient", against: zero) }
  }

  private func check(_ state: Cell.State, _ role: String, against zero: Cell.State) {
    var fits = true
    _ = state.combined(with: zero) { part, other in
      fits = fits && part.shape == other.shape
      return other
    }
    if !fits { stop(at: state, role, zero) }
  }

  /// Apart from the comparison, which is made once a sequence, and a sequence may be a single step.
  private func stop(at state: Cell.State, _ role: String, _ zero: Cell.State) -> Never {
    func shapes(_ state: Cell.State) -> String {
      state.parts.sorted { $0.key > $1.key }.map { "\($0.key) \($0.value.shape)" }.joined(separator: ", ")
    }
    LinearAlgebra.stop(
      """
      a \(Cell.kind) of hidden size \(cell.hiddenSize) has a \(role) of \(zero.hidden.rows) sequences of the shapes \
      \(shapes(zero)), not \(shapes(state))
      """, file: #fileID, line: #line)
  }
}
