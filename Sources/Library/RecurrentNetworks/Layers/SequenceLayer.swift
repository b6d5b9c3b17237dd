import LinearAlgebra

/// A layer that reads a whole sequence and answers at every step: a recurrent layer, two that run against each
/// other, or a stack of layers.
///
/// A sequence is an array of T inputs, each [B, I]: time is the outer index. Where the B sequences of a batch
/// differ in length, the shorter ones are padded to T steps, and `lengths` says how many steps of each are real.
/// A padded step carries the state through and answers with zeros; what stands in the padding does not matter.
public protocol SequenceLayer: ParameterCollection {
  /// The state carried from step to step.
  associatedtype State: Sendable
  /// The values the forward pass caches for the backward pass.
  associatedtype Cache: Sendable

  /// I, the number of columns of an input.
  var inputSize: Int { get }
  /// The number of columns of an output.
  var outputSize: Int { get }

  /// The outputs of a whole sequence.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - state: the state to begin with; defaults to the zero state.
  ///   - lengths: the number of real steps of each of the B sequences, 0 to T; defaults to T for all.
  func callAsFunction(_ inputs: [Matrix<Scalar>], from state: State?, lengths: [Int]?) -> SequenceOutput<Self>

  /// The gradients of a whole sequence.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂` of each output, T matrices [B, `outputSize`].
  ///   - finalState: `∂L/∂(final state)` from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
  func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: State?, through output: SequenceOutput<Self>
  ) -> SequenceGradients<Self>

  /// The layer's output for each whole sequence, [B, `outputSize`]: the hidden part of its final state.
  ///
  /// For a layer that reads forward that is its output at each sequence's last real step. A layer that reads backward
  /// has read everything at the *first* step, and at the last one only that step.
  func summary(of output: SequenceOutput<Self>) -> Matrix<Scalar>

  /// From `∂L/∂(summary)`, [B, `outputSize`], to `∂L/∂(final state)`.
  func finalStateGradient(
    ofSummary gradient: Matrix<Scalar>, through output: SequenceOutput<Self>
  ) -> State
}

/// The result of a pass over a sequence, with the cache for the backward pass.
public struct SequenceOutput<Layer: SequenceLayer>: Sendable {
  /// The output of each step, T matrices [B, `outputSize`]; for one recurrent layer the states `H_1 … H_T`.
  public let hidden: [Matrix<Layer.Scalar>]
  /// The state after the last real step of each sequence; the initial state where there was none.
  public let finalState: Layer.State
  /// The number of real steps of each sequence, or `nil` if all have T.
  public let lengths: [Int]?
  /// The cache for the backward pass.
  public let cache: Layer.Cache

  /// A layer's result.
  ///
  /// - Parameters:
  ///   - hidden: the output of each step, T matrices [B, `outputSize`].
  ///   - finalState: the state after the last real step of each sequence.
  ///   - lengths: the number of real steps of each sequence; defaults to T for all.
  ///   - cache: what the layer's backward pass needs.
  public init(
    hidden: [Matrix<Layer.Scalar>], finalState: Layer.State, lengths: [Int]? = nil, cache: Layer.Cache
  ) {
    self.hidden = hidden
    self.finalState = finalState
    self.lengths = lengths
    self.cache = cache
  }
}

/// All gradients of one backward pass.
public struct SequenceGradients<Layer: SequenceLayer>: Sendable {
  /// `∂L/∂X_1 … ∂L/∂X_T`, each [B, I]; zero where the input was padding.
  public let inputs: [Matrix<Layer.Scalar>]
  /// `∂L/∂(initial state)`.
  public let initialState: Layer.State
  /// The sum of every step's share.
  public let parameters: Layer

  /// The result of a layer's backward pass.
  ///
  /// - Parameters:
  ///   - inputs: `∂L/∂X_1 … ∂L/∂X_T`, each [B, I].
  ///   - initialState: `∂L/∂(initial state)`.
  ///   - parameters: the sum of every step's share, under the layer's own names.
  public init(inputs: [Matrix<Layer.Scalar>], initialState: Layer.State, parameters: Layer) {
    self.inputs = inputs
    self.initialState = initialState
    self.parameters = parameters
  }
}

extension SequenceOutput {
  /// Traps unless there is one gradient per output, of the output's shape: a single row would otherwise be broadcast.
  func checkGradients(_ gradients: [Matrix<Layer.Scalar>]) {
    require(
      gradients.count == hidden.count,
      "\(hidden.count) steps went forward, so as many gradients come back, not \(gradients.count)")
    for (step, (gradient, output)) in zip(gradients, hidden).enumerated() {
      require(
        gradient.shape == output.shape,
        "the output of step \(step) has shape \(output.shape), so its gradient has, too, not \(gradient.shape)"
      )
    }
  }
}

extension SequenceLayer {
  /// The outputs of a whole sequence, all of whose steps are real, from the zero state.
  public func callAsFunction(_ inputs: [Matrix<Scalar>]) -> SequenceOutput<Self> {
    self(inputs, from: nil, lengths: nil)
  }

  /// The outputs of a whole sequence, all of whose steps are real.
  public func callAsFunction(_ inputs: [Matrix<Scalar>], from state: State?) -> SequenceOutput<Self> {
    self(inputs, from: state, lengths: nil)
  }

  /// The outputs of a whole sequence from the zero state.
  public func callAsFunction(_ inputs: [Matrix<Scalar>], lengths: [Int]?) -> SequenceOutput<Self> {
    self(inputs, from: nil, lengths: lengths)
  }

  /// The gradients of a whole sequence whose final state nothing else reads.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], through output: SequenceOutput<Self>
  ) -> SequenceGradients<Self> {
    backward(hiddenGradients, finalState: nil, through: output)
  }

  /// The result of a pass over a sequence.
  public typealias Output = SequenceOutput<Self>
  /// The result of the backward pass.
  public typealias Gradients = SequenceGradients<Self>
}
