import LinearAlgebra

/// What goes into a layer is looked at once a sequence: behind this line the fused path computes in plain memory, and
/// takes and refuses what the cell's own steps do.
extension RecurrentLayer {
  /// Stops unless the inputs are [B, I] beside a state of B sequences.
  func check(_ inputs: [Matrix<Scalar>], from state: Cell.State) {
    let batchSize = state.hidden.rows
    check(state, against: cell.initialState(batchSize: batchSize), "state")
    for (step, input) in inputs.enumerated() {
      require(
        input.shape == MatrixShape(batchSize, cell.inputSize),
        """
        a \(Cell.kind) of input size \(cell.inputSize) takes inputs [\(batchSize), \(cell.inputSize)] beside a state \
        \(state.hidden.shape), not \(input.shape) at step \(step)
        """)
    }
  }

  /// Stops unless what comes back to the final state has the final state's shapes: a single row would otherwise reach
  /// every sequence, or the first alone.
  func check(finalGradient gradient: Cell.State?, of output: Output) {
    if let gradient { check(gradient, against: output.finalState, "gradient of a final state") }
  }

  private func check(_ state: Cell.State, against other: Cell.State, _ role: String) {
    let (parts, others) = (state.parts, other.parts)
    for (name, other) in others {
      let shape = parts[name]?.shape
      require(
        shape == other.shape,
        """
        a \(Cell.kind) of hidden size \(cell.hiddenSize) takes a \(role) with a part \(name) of shape \(other.shape), \
        not \(shape.map { "\($0)" } ?? "none")
        """)
    }
  }
}
