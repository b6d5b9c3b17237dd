import LinearAlgebra

/// One input, many outputs: a tune from its first note, a name from its first letter.
///
/// ```
/// H_1 = cell(X, 0)             Z_1 = H_1 · W_hq + b_q
/// H_t = cell(Y_{t-1}, H_{t-1})     Z_t = H_t · W_hq + b_q
/// ```
///
/// `Y_{t-1}` is the output of the step before as the network is to read it, a row of the input's size, often
/// one-hot. While learning it is the *true* one (teacher forcing), so that one mistake does not lead all later steps
/// astray; while generating it is the network's own choice.
///
/// The layer has to read forward alone: a tune that is not written yet cannot be read from its end.
public struct OneToMany<Layer: SequenceLayer>: SequenceWiring {
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

  /// The logits of every step while learning.
  ///
  /// - Parameters:
  ///   - input: the one input, [B, I].
  ///   - state: the state to begin with; defaults to the zero state.
  ///   - trueOutputs: `Y_1 … Y_{T-1}`, the true outputs of all steps but the last, each [B, I].
  /// - Returns: T logits, each [B, Q].
  public func callAsFunction(
    _ input: Matrix<Scalar>, from state: Layer.State? = nil, trueOutputs: [Matrix<Scalar>]
  ) -> (logits: [Matrix<Scalar>], cache: Cache) {
    let states = layer([input] + trueOutputs, from: state, lengths: nil)
    return (logits(of: states.hidden), Cache(states: states))
  }

  /// From the gradients of the T logits to that of the one input [B, I]; adds the parameters' share.
  public func backward(
    _ logitGradients: [Matrix<Scalar>], through cache: Cache, adding gradient: inout Self
  ) -> Matrix<Scalar> {
    backwardToStart(logitGradients, through: cache, adding: &gradient).input
  }

  /// From the gradients of the T logits to those of the one input [B, I] and of the initial state; adds the parameters'
  /// share.
  public func backwardToStart(
    _ logitGradients: [Matrix<Scalar>], through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: Layer.State) {
    let hiddenGradients = outputBackward(logitGradients, through: cache.states.hidden, adding: &gradient)
    let start = layerBackward(hiddenGradients, through: cache.states, adding: &gradient)
    return (start.inputs[0], start.state)
  }

  /// The logits of every step where the network reads its own outputs.
  ///
  /// - Parameters:
  ///   - input: the one input, [B, I].
  ///   - state: the state to begin with; defaults to the zero state.
  ///   - stepCount: T, how many steps to generate.
  ///   - choose: from a step's logits [B, Q] to what the next step reads, [B, I].
  public func generate(
    from input: Matrix<Scalar>, state: Layer.State? = nil, stepCount: Int,
    choosing choose: (Matrix<Scalar>) -> Matrix<Scalar>
  ) -> [Matrix<Scalar>] {
    layer.generate(from: state, reading: input, stepCount: stepCount) { hidden in
      let logits = output(hidden)
      return (logits, choose(logits))
    }
  }
}

extension SequenceLayer {
  /// Steps that each read the choice of the previous step.
  ///
  /// - Parameters:
  ///   - state: the state to begin with.
  ///   - input: what the first step reads, [B, I].
  ///   - answer: from an output [B, H] to its logits and to what the next step reads.
  /// - Returns: the logits of each step.
  func generate(
    from state: State?, reading input: Matrix<Scalar>, stepCount: Int,
    answering answer: (Matrix<Scalar>) -> (logits: Matrix<Scalar>, next: Matrix<Scalar>)
  ) -> [Matrix<Scalar>] {
    require(stepCount >= 0, "there are no sequences of \(stepCount) steps")
    var (state, input) = (state, input)
    return (0..<stepCount).map { _ in
      let step = self([input], from: state, lengths: nil)
      let (logits, next) = answer(step.hidden[0])
      (state, input) = (step.finalState, next)
      return logits
    }
  }
}
