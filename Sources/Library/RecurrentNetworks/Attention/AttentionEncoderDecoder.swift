import LinearAlgebra

/// An encoder–decoder whose decoder looks at every step of the source: a translation without a bottleneck.
///
/// ```
/// E_1 … E_S = encoder(X_1 … X_S)             the source; keys and values of the attention
/// D_0 = bridge(summary of E), or zero
/// Z_t, D_t = decoder(y_{t-1}, D_{t-1}, E)    the target, t = 1 … T; see AttentionDecoder
/// ```
///
/// In ``EncoderDecoder`` all that the decoder knows of the source is one state. Here the encoder may be any layer, mostly
/// one that reads in both directions, and its states need not be of the decoder's type or size.
///
/// Bahdanau, Cho and Bengio, "Neural machine translation by jointly learning to align and translate" (2015); d2l's
/// `Seq2SeqAttentionDecoder` begins with the encoder's final state, which a ``StateBridge`` replaces here.
public struct AttentionEncoderDecoder<Encoder: SequenceLayer, Cell: RecurrentCell, Kind: Attention>:
  ParameterCollection
where Encoder.Scalar == Cell.Scalar, Kind.Scalar == Cell.Scalar {
  /// The element type.
  public typealias Scalar = Cell.Scalar
  /// The part that writes.
  public typealias Decoder = AttentionDecoder<Cell, Kind>

  /// From the source to one output per step.
  public var encoder: Encoder
  /// From the summary of the source to the decoder's first state; `nil` for the zero state.
  public var bridge: StateBridge<Cell.State>?
  /// From tokens and the source to logits.
  public var decoder: Decoder

  /// A network of the given parts.
  ///
  /// - Precondition: the decoder's contexts have the size of the encoder's outputs, and so have the bridge's inputs.
  public init(encoder: Encoder, bridge: StateBridge<Cell.State>? = nil, decoder: Decoder) {
    self.encoder = encoder
    self.bridge = bridge
    self.decoder = decoder
    checkParts()
  }

  /// The parameters by name, `encoder.…`, `bridge.…` if there is one, and `decoder.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.encoder, named: "encoder")
      + (bridge == nil ? [] : parameters(of: \.bridge!, named: "bridge"))
      + parameters(of: \.decoder, named: "decoder")
  }

  /// Traps unless the parts fit each other, even after they were changed one by one.
  func checkParts() {
    require(
      decoder.contextSize == encoder.outputSize,
      "an encoder with outputs of size \(encoder.outputSize) needs a decoder with contexts of that size, not \(decoder.contextSize)"
    )
    require(
      bridge == nil || bridge?.linear.weight.rows == encoder.outputSize,
      """
      an encoder with outputs of size \(encoder.outputSize) needs a bridge with inputs of that size, not \
      \(bridge?.linear.weight.rows ?? 0)
      """)
  }
}
