import LinearAlgebra

/// Many inputs, one output, read when all of them have been read: the sentiment of a sentence.
///
/// `H_t = cell(X_t, H_{t-1})` · `Z = H_T · W_hq + b_q`
///
/// What is read is the layer's *final* state: after each sequence's own last step for a layer that reads forward, after
/// the first step for one that reads backward, both merged for one that does both.
public struct ManyToOne<Layer: SequenceLayer>: SequenceWiring {
  /// The scalar type.
  public typealias Scalar = Layer.Scalar
  /// From inputs to hidden states.
  public var layer: Layer
  /// From the final hidden state to the logits.
  public var output: Linear<Scalar>

  /// A network of the given parts.
  ///
  /// - Precondition: the output layer takes the layer's outputs.
  public init(layer: Layer, output: Linear<Scalar>) {
    checkOutput(output, of: layer)
    self.layer = layer
    self.output = output
  }

  /// The cache for the backward pass.
  public struct Cache: Sendable {
    /// All steps of the layer.
    public let states: Layer.Output
    /// The hidden part of the final state of each sequence, [B, H].
    public let summary: Matrix<Scalar>
  }

  /// The logits of whole sequences.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I], at least one.
  ///   - state: the state to begin with; defaults to the zero state.
  ///   - lengths: the number of real steps of each of the B sequences, 1 to T; defaults to T for all.
  /// - Returns: logits [B, Q].
  public func callAsFunction(
    _ inputs: [Matrix<Scalar>], from state: Layer.State? = nil, lengths: [Int]? = nil
  ) -> (logits: Matrix<Scalar>, cache: Cache) {
    let lengths = lengths ?? Array(repeating: inputs.count, count: inputs.first?.rows ?? 0)
    require(
      !lengths.isEmpty && lengths.allSatisfy { $0 >= 1 },
      "a sequence without steps has no last state to read: there are \(inputs.count) inputs of lengths \(lengths)"
    )
    let states = layer(inputs, from: state, lengths: lengths)
    let summary = layer.summary(of: states)
    return (output(summary), Cache(states: states, summary: summary))
  }

  /// From the gradient of the logits [B, Q] to those of the T inputs; adds the parameters' share.
  ///
  /// Only the final state has a gradient of its own; all others have theirs from the step that was read after them.
  public func backward(
    _ logitGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> [Matrix<Scalar>] {
    backwardToStart(logitGradient, through: cache, adding: &gradient).inputs
  }

  /// From the gradient of the logits [B, Q] to those of the T inputs and of the initial state; adds the parameters' share.
  public func backwardToStart(
    _ logitGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (inputs: [Matrix<Scalar>], state: Layer.State) {
    let finalGradient = outputBackward([logitGradient], through: [cache.summary], adding: &gradient)[0]
    let silent = cache.states.hidden.map { Matrix<Scalar>.zeros($0.shape) }
    return layerBackward(
      silent, finalState: layer.finalStateGradient(ofSummary: finalGradient, through: cache.states),
      through: cache.states, adding: &gradient)
  }
}
