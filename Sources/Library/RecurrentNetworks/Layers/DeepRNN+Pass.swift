import LinearAlgebra

extension DeepRNN {
  /// The outputs of the layers, and the dropout masks between them.
  public struct Cache: Sendable {
    /// The pass of each layer, from the lowest to the highest.
    public let layers: [SequenceOutput<Layer>]
    /// The dropout masks below each layer, T matrices per layer; none if nothing was dropped.
    public let masks: [[Matrix<Layer.Scalar>]?]
  }

  /// The outputs of the highest layer, with nothing dropped.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - state: one state per layer to begin with; defaults to zero states.
  ///   - lengths: the number of real steps of each of the B sequences, 0 to T; defaults to T for all.
  public func callAsFunction(
    _ inputs: [Matrix<Scalar>], from state: State? = nil, lengths: [Int]? = nil
  ) -> Output {
    pass(inputs, from: state, lengths: lengths) { _ in nil }
  }

  /// The outputs of the highest layer in training: masks are drawn for the steps between two layers.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - state: one state per layer to begin with; defaults to zero states.
  ///   - lengths: the number of real steps of each of the B sequences, 0 to T; defaults to T for all.
  ///   - generator: where the masks are drawn from.
  public func callAsFunction(
    _ inputs: [Matrix<Scalar>], from state: State? = nil, lengths: [Int]? = nil,
    droppingWith generator: inout some RandomNumberGenerator
  ) -> Output {
    guard dropout.probability > 0 else { return self(inputs, from: state, lengths: lengths) }
    return pass(inputs, from: state, lengths: lengths) { sequence in
      dropout.masks(for: sequence, using: &generator)
    }
  }

  private func pass(
    _ inputs: [Matrix<Scalar>], from state: State?, lengths: [Int]?,
    masking: ([Matrix<Scalar>]) -> [Matrix<Scalar>]?
  ) -> Output {
    checkLayers()
    require(
      state == nil || state?.count == layers.count,
      "\(layers.count) layers begin with as many states, not \(state?.count ?? 0)")
    var sequence = inputs
    var outputs: [SequenceOutput<Layer>] = []
    var masks: [[Matrix<Scalar>]?] = []
    for (index, layer) in layers.enumerated() {
      let mask = index == 0 ? nil : masking(sequence)
      if let mask { sequence = zip(sequence, mask).map { $0 * $1 } }
      let output = layer(sequence, from: state?[index], lengths: lengths)
      sequence = output.hidden
      outputs.append(output)
      masks.append(mask)
    }
    return Output(
      hidden: sequence, finalState: outputs.map(\.finalState), lengths: lengths,
      cache: Cache(layers: outputs, masks: masks))
  }

  /// The gradients of a whole sequence: from the highest layer to the lowest, in each of them back through time.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂` of the highest layer's outputs, T matrices [B, `outputSize`].
  ///   - finalState: `∂L/∂(final state)` of each layer; defaults to zero.
  ///   - output: the result of the forward pass.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: State? = nil, through output: Output
  ) -> Gradients {
    require(
      finalState == nil || finalState?.count == layers.count,
      "\(layers.count) layers have as many final states, not \(finalState?.count ?? 0)")
    require(
      output.cache.layers.count == layers.count,
      "a pass through \(output.cache.layers.count) layers does not go back through \(layers.count)")
    var parameters = self
    var initialStates: State = []
    var sequence = hiddenGradients
    for (index, layer) in layers.enumerated().reversed() {
      let gradients = layer.backward(
        sequence, finalState: finalState?[index], through: output.cache.layers[index])
      parameters.layers[index] = gradients.parameters
      initialStates.append(gradients.initialState)
      sequence = gradients.inputs
      if let mask = output.cache.masks[index] { sequence = zip(sequence, mask).map { $0 * $1 } }
    }
    return Gradients(inputs: sequence, initialState: initialStates.reversed(), parameters: parameters)
  }
}

extension DeepRNN {
  /// The output of the highest layer for each whole sequence, [B, `outputSize`].
  public func summary(of output: Output) -> Matrix<Scalar> {
    layers[layers.count - 1].summary(of: output.cache.layers[layers.count - 1])
  }

  /// The gradient of the highest layer's final state; those of the others are zero, and theirs comes from above.
  public func finalStateGradient(ofSummary gradient: Matrix<Scalar>, through output: Output) -> State {
    zip(layers, output.cache.layers).enumerated().map { index, pass in
      let (layer, output) = pass
      let own = index == layers.count - 1 ? gradient : .zeros(layer.summary(of: output).shape)
      return layer.finalStateGradient(ofSummary: own, through: output)
    }
  }
}
