import LinearAlgebra

/// What goes into a layer is looked at once a sequence: behind this line the fused path computes in plain memory, and
/// takes and refuses what the cell's own steps do.
extension RecurrentLayer {
  /// Stops unless the cell is sound, the inputs are [B, I] and the state is one of B sequences.
  func check(_ inputs: [Matrix<Scalar>], from state: Cell.State) {
    (cell as? any ShapedCell)?.checkParameterShapes()
    let batchSize = inputs.first?.rows ?? state.hidden.rows
    check(state, "state", ofSequences: batchSize)
    for (step, input) in inputs.enumerated() {
      require(
        input.shape == MatrixShape(batchSize, cell.inputSize),
        """
        a \(Cell.kind) of input size \(cell.inputSize) takes inputs [\(batchSize), \(cell.inputSize)] beside a state \
        \(state.hidden.shape), not \(input.shape) at step \(step)
        """)
    }
  }

  /// Stops unless a pass was one of such a cell, and what comes back to its final state has the final state's shapes: a
  /// single row would otherwise reach every sequence, or the first alone.
  func check(finalGradient gradient: Cell.State?, of output: Output) {
    let batchSize = output.finalState.hidden.rows
    check(output.finalState, "pass's final state", ofSequences: batchSize)
    if let gradient { check(gradient, "final state's gradient", ofSequences: batchSize) }
  }

  private func check(_ state: Cell.State, _ role: String, ofSequences batchSize: Int) {
    let (parts, zeros) = (state.parts, cell.initialState(batchSize: batchSize).parts)
    for (name, zero) in zeros.sorted(by: { $0.key > $1.key }) {
      let shape = parts[name]?.shape
      require(
        shape == zero.shape,
        """
        a \(Cell.kind) of hidden size \(cell.hiddenSize) has a \(role) of \(batchSize) sequences, whose part \(name) has \
        shape \(zero.shape), not \(shape.map { "\($0)" } ?? "none")
        """)
    }
  }
}
