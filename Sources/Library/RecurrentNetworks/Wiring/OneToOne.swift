import LinearAlgebra

/// One input, one output: a sequence of length 1, which is an ordinary network with one hidden layer.
///
/// `H = cell(X, 0)` · `Z = H · W_hq + b_q`
///
/// The state is zero and stays unused, so nothing of it can be learned: the gradient of a plain cell's `W_hh` is 0.
public struct OneToOne<Layer: SequenceLayer>: SequenceWiring {
  /// The number type.
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

  /// What the way back needs.
  public struct Cache: Sendable {
    /// The one step of the layer.
    public let states: Layer.Output
  }

  /// The logits of an input, [B, I] → [B, Q].
  public func callAsFunction(_ input: Matrix<Scalar>) -> (logits: Matrix<Scalar>, cache: Cache) {
    let states = layer([input], from: nil, lengths: nil)
    return (output(states.hidden[0]), Cache(states: states))
  }

  /// From the gradient of the logits [B, Q] to that of the input [B, I]; adds the parameters' share.
  public func backward(
    _ logitGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> Matrix<Scalar> {
    let hiddenGradients = outputBackward([logitGradient], through: cache.states.hidden, adding: &gradient)
    return layerBackward(hiddenGradients, through: cache.states, adding: &gradient)[0]
  }
}
