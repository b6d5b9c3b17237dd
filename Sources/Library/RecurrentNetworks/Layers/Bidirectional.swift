import LinearAlgebra

/// How the outputs of two directions become one.
public enum Merge: String, Sendable, Codable, CaseIterable {
  /// `[H→_t, H←_t]`, [B, 2H]: nothing is lost.
  case concatenated
  /// `H→_t + H←_t`, [B, H].
  case summed
  /// `(H→_t + H←_t) / 2`, [B, H].
  case averaged
  /// `H→_t ⊙ H←_t`, [B, H].
  case multiplied
  /// `H→_t` and below it `H←_t`, [2B, H]: the two are kept apart, rows 0 ..< B and B ..< 2B. Keras's `merge_mode=None`.
  case stacked
}

/// The states of two layers that read in opposite directions.
public struct BidirectionalState<State: Sendable>: Sendable {
  /// The state of the layer that reads forward; as a final state, after the last real step.
  public var forward: State
  /// The state of the layer that reads backward; as a final state, after the first step.
  public var backward: State

  /// The states of both directions.
  public init(forward: State, backward: State) {
    self.forward = forward
    self.backward = backward
  }
}

extension BidirectionalState: Equatable where State: Equatable {}

/// Two layers over the same sequence, one reading forward and one backward, so that each output knows what came
/// before its step and what comes after:
///
/// ```
/// H→_t = cell→(X_t, H→_{t-1})       from the first step to the last
/// H←_t = cell←(X_t, H←_{t+1})       from the last step to the first
/// Y_t = [H→_t, H←_t]                [B, 2H], or another ``Merge``
/// ```
///
/// It needs the whole sequence before it can say anything about the first step.
///
/// Schuster and Paliwal, "Bidirectional recurrent neural networks" (1997). PyTorch's `bidirectional=True`
/// concatenates; Keras's `Bidirectional` has all these ways.
public struct Bidirectional<Cell: RecurrentCell>: SequenceLayer {
  /// The scalar type.
  public typealias Scalar = Cell.Scalar
  /// The states of both directions.
  public typealias State = BidirectionalState<Cell.State>

  /// The layer that reads from the first step to the last.
  public var forwardLayer: RecurrentLayer<Cell>
  /// The layer that reads from the last step to the first.
  public var backwardLayer: RecurrentLayer<Cell>
  /// How the two outputs become one.
  public let merge: Merge

  /// Two cells, one per direction.
  ///
  /// - Precondition: they have the same sizes.
  public init(forward: Cell, backward: Cell, merge: Merge = .concatenated) {
    forwardLayer = RecurrentLayer(forward, direction: .forward)
    backwardLayer = RecurrentLayer(backward, direction: .backward)
    self.merge = merge
    checkSizes()
  }

  /// Two cells with fresh parameters.
  public init(
    inputSize: Int, hiddenSize: Int, merge: Merge = .concatenated,
    using generator: inout some RandomNumberGenerator
  ) {
    let forward = Cell(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    let backward = Cell(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    self.init(forward: forward, backward: backward, merge: merge)
  }

  /// The parameters by name, `forward.…` and `backward.…`.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.forwardLayer, named: "forward") + parameters(of: \.backwardLayer, named: "backward")
  }

  /// I, the number of columns of an input.
  public var inputSize: Int { forwardLayer.inputSize }
  /// The number of columns of an output: 2H where they are concatenated, else H.
  public var outputSize: Int {
    merge == .concatenated ? 2 * forwardLayer.outputSize : forwardLayer.outputSize
  }

  /// Traps unless both directions have the same sizes, also after one was changed: outputs of one column would
  /// otherwise be broadcast.
  private func checkSizes() {
    let (forward, backward) = (forwardLayer, backwardLayer)
    require(
      forward.inputSize == backward.inputSize && forward.outputSize == backward.outputSize,
      """
      the cells of two directions have the same sizes, not \(forward.inputSize) to \(forward.outputSize) and \
      \(backward.inputSize) to \(backward.outputSize)
      """)
  }
}

extension Bidirectional {
  /// The outputs of both directions.
  public struct Cache: Sendable {
    /// The pass from the first step to the last.
    public let forward: SequenceOutput<RecurrentLayer<Cell>>
    /// The pass from the last step to the first.
    public let backward: SequenceOutput<RecurrentLayer<Cell>>
  }

  /// The merged outputs of both directions.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - state: the state before the first step for one direction, and after the last for the other; none means
  ///     zero states.
  ///   - lengths: the number of real steps of each of the B sequences, 0 to T; defaults to T for all.
  public func callAsFunction(
    _ inputs: [Matrix<Scalar>], from state: State? = nil, lengths: [Int]? = nil
  ) -> Output {
    checkSizes()
    let forward = forwardLayer(inputs, from: state?.forward, lengths: lengths)
    let backward = backwardLayer(inputs, from: state?.backward, lengths: lengths)
    return Output(
      hidden: zip(forward.hidden, backward.hidden).map(merged),
      finalState: State(forward: forward.finalState, backward: backward.finalState), lengths: lengths,
      cache: Cache(forward: forward, backward: backward))
  }

  /// The gradients of a whole sequence; those of an input come from both directions and are added.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂Y_1 … ∂L/∂Y_T`, each [B, 2H] or [B, H].
  ///   - finalState: `∂L/∂(final states)`; defaults to zero.
  ///   - output: the result of the forward pass.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: State? = nil, through output: Output
  ) -> Gradients {
    output.checkGradients(hiddenGradients)
    let cache = output.cache
    let split = hiddenGradients.indices.map { step in
      splitGradient(hiddenGradients[step], cache.forward.hidden[step], cache.backward.hidden[step])
    }
    let forward = forwardLayer.backward(
      split.map(\.forward), finalState: finalState?.forward, through: cache.forward)
    let backward = backwardLayer.backward(
      split.map(\.backward), finalState: finalState?.backward, through: cache.backward)
    var parameters = self
    parameters.forwardLayer = forward.parameters
    parameters.backwardLayer = backward.parameters
    return Gradients(
      inputs: zip(forward.inputs, backward.inputs).map { $0 + $1 },
      initialState: State(forward: forward.initialState, backward: backward.initialState),
      parameters: parameters)
  }
}

extension Bidirectional {
  /// The two final states, merged as the outputs are: forward after the last real step, backward after the first.
  ///
  /// Keras's `Bidirectional(…, return_sequences=False)`, and the last layer of PyTorch's `h_n`. It is not the output at
  /// the last step, where the backward layer has read one step only.
  public func summary(of output: Output) -> Matrix<Scalar> {
    merged(output.finalState.forward.hidden, output.finalState.backward.hidden)
  }

  /// Both final states merged as the outputs are, part by part: of two LSTMs the hidden states and the memories. It is
  /// what a decoder of that size begins with.
  public func mergedFinalState(of output: Output) -> Cell.State {
    output.finalState.forward.combined(with: output.finalState.backward, by: merged)
  }

  /// From `∂L/∂(merged final state)` to the gradients of both final states.
  public func finalStateGradient(ofMerged gradient: Cell.State, through output: Output) -> State {
    let (forward, backward) = (output.finalState.forward, output.finalState.backward)
    let (merged, gradients) = (mergedFinalState(of: output).parts, gradient.parts)
    require(
      merged.mapValues(\.shape) == gradients.mapValues(\.shape),
      """
      a merged final state of shapes \(merged.mapValues(\.shape)) has a gradient of the same, not \
      \(gradients.mapValues(\.shape))
      """)
    var (ahead, back) = (forward.parts, backward.parts)
    for (name, part) in gradients {
      guard let first = forward.parts[name], let second = backward.parts[name] else { continue }
      (ahead[name], back[name]) = splitGradient(part, first, second)
    }
    guard let forward = Cell.State(parts: ahead), let backward = Cell.State(parts: back) else {
      stop("a state of \(Cell.kind) does not accept its own parts", file: #fileID, line: #line)
    }
    return State(forward: forward, backward: backward)
  }

  /// The gradients of both final states.
  public func finalStateGradient(ofSummary gradient: Matrix<Scalar>, through output: Output) -> State {
    let (forward, backward) = (output.cache.forward, output.cache.backward)
    let merged = summary(of: output)
    require(
      gradient.shape == merged.shape,
      "the merged final states have shape \(merged.shape), so their gradient has, too, not \(gradient.shape)")
    let split = splitGradient(gradient, forward.finalState.hidden, backward.finalState.hidden)
    return State(
      forward: forwardLayer.finalStateGradient(ofSummary: split.forward, through: forward),
      backward: backwardLayer.finalStateGradient(ofSummary: split.backward, through: backward))
  }

  private func merged(_ forward: Matrix<Scalar>, _ backward: Matrix<Scalar>) -> Matrix<Scalar> {
    switch merge {
    case .concatenated: concatenate(columns: [forward, backward])
    case .summed: forward + backward
    case .averaged: (forward + backward) / 2
    case .multiplied: forward * backward
    case .stacked: concatenate(rows: [forward, backward])
    }
  }

  /// The backward pass through ``Merge``: what each direction's output has of the merged output's gradient.
  private func splitGradient(
    _ gradient: Matrix<Scalar>, _ forward: Matrix<Scalar>, _ backward: Matrix<Scalar>
  ) -> (forward: Matrix<Scalar>, backward: Matrix<Scalar>) {
    switch merge {
    case .concatenated:
      (gradient.columns(0..<forward.columns), gradient.columns(forward.columns..<2 * forward.columns))
    case .summed: (gradient, gradient)
    case .averaged: (gradient / 2, gradient / 2)
    case .multiplied: (gradient * backward, gradient * forward)
    case .stacked: (gradient.rows(0..<forward.rows), gradient.rows(forward.rows..<2 * forward.rows))
    }
  }
}
