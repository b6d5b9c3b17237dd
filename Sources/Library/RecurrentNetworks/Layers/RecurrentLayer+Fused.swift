import LinearAlgebra

/// The fused path: the same numbers as the cell's own steps give, to rounding.
extension RecurrentLayer {
  /// The outputs, or none if the cell has no fused form.
  func fusedOutput(_ inputs: [Matrix<Scalar>], from state: Cell.State, lengths: [Int]?) -> Output? {
    guard let fused = cell.fusedForm, !inputs.isEmpty else { return nil }
    check(inputs, from: state)
    let run = FusedRun(fused, inputs, from: state.parts, direction: direction, lengths: lengths)
    guard let finalState = Cell.State(parts: run.state(inSlot: run.pass.finalSlot)) else { return nil }
    return Output(
      hidden: run.outputs, finalState: finalState, lengths: lengths, cache: RecurrentCache(run, of: cell))
  }

  /// The gradients, or none if the sequence was not read on the fused path.
  func fusedGradients(
    _ hiddenGradients: [Matrix<Scalar>], finalState: Cell.State?, cuttingEvery window: Int?,
    through output: Output
  ) -> Gradients? {
    guard let run = output.cache.run else { return nil }
    let gradients = run.backward(hiddenGradients, finalState: finalState?.parts ?? [:], window: window)
    guard let initialState = Cell.State(parts: gradients.initialState) else { return nil }
    var parameters = cell
    for (name, path) in cell.namedParameters {
      guard let gradient = gradients.parameters[name] else { return nil }
      parameters[keyPath: path] = gradient
    }
    return Gradients(
      inputs: gradients.inputs, initialState: initialState,
      parameters: RecurrentLayer(parameters, direction: direction))
  }

  private func check(_ inputs: [Matrix<Scalar>], from state: Cell.State) {
    let batchSize = state.hidden.rows
    require(
      state.hidden.columns == cell.hiddenSize,
      "a \(Cell.kind) of hidden size \(cell.hiddenSize) takes a state [B, \(cell.hiddenSize)], not \(state.hidden.shape)"
    )
    for (step, input) in inputs.enumerated() {
      require(
        input.shape == MatrixShape(batchSize, cell.inputSize),
        """
        a \(Cell.kind) of input size \(cell.inputSize) takes inputs [\(batchSize), \(cell.inputSize)] beside a state \
        \(state.hidden.shape), not \(input.shape) at step \(step)
        """)
    }
  }
}
