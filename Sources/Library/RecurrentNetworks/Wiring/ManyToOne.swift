import LinearAlgebra

/// Many inputs, one output, read after the last of them: the sentiment of a sentence.
///
/// `H_t = cell(X_t, H_{t-1})` · `Z = H_T · W_hq + b_q`
///
/// Where the sequences of a batch differ in length, each is read after its own last step.
public struct ManyToOne<Layer: SequenceLayer>: SequenceWiring {
  /// The number type.
  public typealias Scalar = Layer.Scalar
  /// From inputs to hidden states.
  public var layer: Layer
  /// From the last hidden state to the logits.
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
    /// All steps of the layer.
    public let states: Layer.Output
    /// The index of each sequence's last step, B of them.
    public let lastSteps: [Int]
    /// `H_T` of each sequence, [B, H].
    public let lastHidden: Matrix<Scalar>
  }

  /// The logits of whole sequences.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I], at least one.
  ///   - lengths: the number of real steps of each of the B sequences, 1 to T; none means T for all.
  /// - Returns: logits [B, Q].
  public func callAsFunction(_ inputs: [Matrix<Scalar>], lengths: [Int]? = nil) -> (
    logits: Matrix<Scalar>, cache: Cache
  ) {
    let lengths = lengths ?? Array(repeating: inputs.count, count: inputs.first?.rows ?? 0)
    require(
      !lengths.isEmpty && lengths.allSatisfy { $0 >= 1 },
      "a sequence without steps has no last state to read: there are \(inputs.count) inputs of lengths \(lengths)"
    )
    let states = layer(inputs, from: nil, lengths: lengths)
    let lastSteps = lengths.map { $0 - 1 }
    let lastHidden = concatenate(
      rows: lastSteps.enumerated().map { row, step in states.hidden[step].row(row) })
    return (output(lastHidden), Cache(states: states, lastSteps: lastSteps, lastHidden: lastHidden))
  }

  /// From the gradient of the logits [B, Q] to those of the T inputs; adds the parameters' share.
  ///
  /// Only last steps have a gradient of their own; all others have theirs from the step after them.
  public func backward(
    _ logitGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> [Matrix<Scalar>] {
    let lastGradient = outputBackward([logitGradient], through: [cache.lastHidden], adding: &gradient)[0]
    var hiddenGradients = cache.states.hidden.map { Matrix<Scalar>.zeros($0.shape) }
    for (row, step) in cache.lastSteps.enumerated() {
      for column in 0..<lastGradient.columns {
        hiddenGradients[step][row, column] = lastGradient[row, column]
      }
    }
    return layerBackward(hiddenGradients, through: cache.states, adding: &gradient)
  }
}
