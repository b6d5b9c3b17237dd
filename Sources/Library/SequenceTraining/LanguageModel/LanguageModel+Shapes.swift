import LinearAlgebra
import RecurrentNetworks

/// A model's parts may be changed one by one, and states are handed in from outside: what computes with them looks at
/// their shapes first.
extension LanguageModel {
  /// Traps unless the parts fit together.
  func checkParts() {
    layers.checkLayers()
    output.checkParameterShapes()
    require(
      (isTied ? embedding?.size ?? 0 : output.weight.rows) == layers.outputSize,
      "states of size \(layers.outputSize) do not fit an output layer \(isTied ? "tied to an embedding of size \(embedding?.size ?? 0)" : "of shape \(output.weight.shape)")"
    )
    require(
      embedding?.vocabularySize ?? output.weight.columns == output.weight.columns,
      "a model that embeds \(embedding?.vocabularySize ?? 0) tokens does not predict \(output.weight.columns)"
    )
    require(
      layers.inputSize == embedding?.size ?? output.weight.columns,
      "a lowest layer that reads rows of \(layers.inputSize) does not fit \(embedding.map { "an embedding of size \($0.size)" } ?? "one-hot rows of \(output.weight.columns) tokens")"
    )
    require(
      layers.layers.allSatisfy { $0.direction == .forward },
      "a language model predicts what comes next, so none of its layers reads backward")
  }

  /// Traps unless there is one state per layer, of the shapes of B sequences' zero states.
  func check(_ state: State, batchSize: Int) {
    require(
      state.count == layerCount, "\(layerCount) layers have as many states, not \(state.count)")
    for (index, (own, zero)) in zip(state, initialState(batchSize: batchSize)).enumerated() {
      let parts = own.parts
      for (name, matrix) in zero.parts {
        let shape = parts[name]?.shape
        require(
          shape == matrix.shape,
          """
          layer \(index) carries a state with a part \(name) of shape \(matrix.shape), not \
          \(shape.map { "\($0)" } ?? "none")
          """)
      }
    }
  }
}
