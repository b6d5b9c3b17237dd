import LinearAlgebra

/// Many inputs and as many outputs, one at each step: a tag for each word.
///
/// `H_t = cell(X_t, H_{t-1})` · `Z_t = H_t · W_hq + b_q`
///
/// At padded steps the logits are `b_q`, which mean nothing: ignore them in the loss as ignored targets.
public struct ManyToMany<Layer: SequenceLayer>: SequenceWiring {
  /// The scalar type.
  public typealias Scalar = Layer.Scalar
  /// From inputs to hidden states.
  public var layer: Layer
  /// From hidden states to logits.
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
  }

  /// The logits of every step.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - state: the state to begin with; defaults to the zero state.
  ///   - lengths: the number of real steps of each of the B sequences, 0 to T; defaults to T for all.
  /// - Returns: T logits, each [B, Q].
  public func callAsFunction(
    _ inputs: [Matrix<Scalar>], from state: Layer.State? = nil, lengths: [Int]? = nil
  ) -> (logits: [Matrix<Scalar>], cache: Cache) {
    let states = layer(inputs, from: state, lengths: lengths)
    return (logits(of: states.hidden), Cache(states: states))
  }

  /// From the gradients of the T logits to those of the T inputs; adds the parameters' share.
  public func backward(
    _ logitGradients: [Matrix<Scalar>], through cache: Cache, adding gradient: inout Self
  ) -> [Matrix<Scalar>] {
    backwardToStart(logitGradients, through: cache, adding: &gradient).inputs
  }

  /// From the gradients of the T logits to those of the T inputs and of the initial state; adds the parameters' share.
  public func backwardToStart(
    _ logitGradients: [Matrix<Scalar>], through cache: Cache, adding gradient: inout Self
  ) -> (inputs: [Matrix<Scalar>], state: Layer.State) {
    let hiddenGradients = outputBackward(logitGradients, through: cache.states.hidden, adding: &gradient)
    return layerBackward(hiddenGradients, through: cache.states, adding: &gradient)
  }
}
