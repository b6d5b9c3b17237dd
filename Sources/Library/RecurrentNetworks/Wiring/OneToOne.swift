import LinearAlgebra

/// One input, one output: a sequence of length 1, which is an ordinary network with one hidden layer.
///
/// `H = cell(X, 0)` · `Z = H · W_hq + b_q`
///
/// If no state is given, it is zero, so nothing can be learned from it: the gradient of a plain cell's `W_hh` is 0.
public struct OneToOne<Layer: SequenceLayer>: SequenceWiring {
  /// The scalar type.
  public typealias Scalar = Layer.Scalar
  /// From the input to the hidden state.
  public var layer: Layer
  /// From the hidden state to the logits.
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
    /// The one step of the layer.
    public let states: Layer.Output
  }

  /// The logits of an input, [B, I] → [B, Q].
  ///
  /// - Parameters:
  ///   - input: the input, [B, I].
  ///   - state: the state to begin with; defaults to the zero state.
  public func callAsFunction(_ input: Matrix<Scalar>, from state: Layer.State? = nil) -> (
    logits: Matrix<Scalar>, cache: Cache
  ) {
    let states = layer([input], from: state, lengths: nil)
    return (output(states.hidden[0]), Cache(states: states))
  }

  /// From the gradient of the logits [B, Q] to that of the input [B, I]; adds the parameters' share.
  public func backward(
    _ logitGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> Matrix<Scalar> {
    backwardToStart(logitGradient, through: cache, adding: &gradient).input
  }

  /// From the gradient of the logits [B, Q] to those of the input [B, I] and of the initial state; adds the parameters'
  /// share.
  public func backwardToStart(
    _ logitGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: Layer.State) {
    let hiddenGradients = outputBackward([logitGradient], through: cache.states.hidden, adding: &gradient)
    let start = layerBackward(hiddenGradients, through: cache.states, adding: &gradient)
    return (start.inputs[0], start.state)
  }
}
