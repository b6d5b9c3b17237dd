import LinearAlgebra

/// The fused path: the same numbers as the cell's own steps give, to rounding.
extension RecurrentLayer {
  /// The outputs, or none if the cell has no fused form.
  func fusedOutput(_ inputs: [Matrix<Scalar>], from state: Cell.State, lengths: [Int]?) -> Output? {
    guard let fused = cell.fusedForm, !inputs.isEmpty else { return nil }
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
    guard let run = output.cache.run, let fused = cell.fusedForm else { return nil }
    run.checkCell(fused)
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
}
