import LinearAlgebra

/// A plain recurrent network: ``RecurrentLayer`` of ``RNNCell``.
public typealias RNN<Scalar: MatrixScalar> = RecurrentLayer<RNNCell<Scalar>>
/// A network of long short-term memory: ``RecurrentLayer`` of ``LSTMCell``.
public typealias LSTM<Scalar: MatrixScalar> = RecurrentLayer<LSTMCell<Scalar>>
/// A network of gated recurrent units: ``RecurrentLayer`` of ``GRUCell``.
public typealias GRU<Scalar: MatrixScalar> = RecurrentLayer<GRUCell<Scalar>>

/// The order in which a layer reads a sequence.
public enum Direction: String, Sendable, Codable, CaseIterable {
  /// From the first step to the last.
  case forward
  /// From the last step to the first.
  case backward

  /// The steps of a sequence in the order of reading.
  package func steps(_ count: Int) -> [Int] { self == .forward ? Array(0..<count) : (0..<count).reversed() }
}

/// A cell applied to every step of a sequence, each time from the state that the previous step left.
///
/// A sequence is an array of T inputs, each [B, I]: time is the outer index. A layer that reads backward starts
/// at the last real step of each sequence; its outputs still stand in the order of the inputs, so output t is what
/// it says about `X_t` and all that follows.
public struct RecurrentLayer<Cell: RecurrentCell>: SequenceLayer {
  /// The scalar type.
  public typealias Scalar = Cell.Scalar
  /// The cell's state.
  public typealias State = Cell.State
  /// One cache per step, in the order of the inputs.
  public typealias Cache = RecurrentCache<Cell>

  /// The one set of parameters that every step shares.
  public var cell: Cell
  /// The order of reading.
  public let direction: Direction

  /// A layer that unrolls `cell`.
  public init(_ cell: Cell, direction: Direction = .forward) {
    self.cell = cell
    self.direction = direction
  }

  /// The cell's parameters, under the cell's own names.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.cell)
  }

  /// I, the number of columns of an input.
  public var inputSize: Int { cell.inputSize }
  /// H, the number of columns of an output.
  public var outputSize: Int { cell.hiddenSize }
}

extension RecurrentLayer {
  /// The states of a whole sequence.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - state: the state before the first step that is read; defaults to the zero state.
  ///   - lengths: the number of real steps of each of the B sequences, 0 to T; defaults to T for all.
  public func callAsFunction(
    _ inputs: [Matrix<Scalar>], from state: Cell.State? = nil, lengths: [Int]? = nil
  ) -> Output {
    let zero = cell.initialState(batchSize: inputs.first?.rows ?? state?.hidden.rows ?? 0)
    check(inputs, from: state, zero: zero)
    let state = state ?? zero
    Padding.check(lengths, batchSize: state.hidden.rows, stepCount: inputs.count)
    return fusedOutput(inputs, from: state, lengths: lengths)
      ?? stepwiseOutput(inputs, from: state, lengths: lengths)
  }

  /// The outputs by the cell's own steps, one after another.
  func stepwiseOutput(_ inputs: [Matrix<Scalar>], from initial: Cell.State, lengths: [Int]?) -> Output {
    var state = initial
    var hidden: [Matrix<Scalar>] = []
    var caches: [Cell.Cache] = []
    var states: [Cell.State] = []
    for step in direction.steps(inputs.count) {
      let padding = Padding(at: step, lengths: lengths)
      let (next, cache) = cell.step(padding.zeroing(inputs[step]), from: state)
      hidden.append(padding.zeroing(next.hidden))
      caches.append(cache)
      state = padding.keeping(state, in: next)
      states.append(state)
    }
    if direction == .backward {
      hidden.reverse()
      caches.reverse()
      states.reverse()
    }
    return Output(
      hidden: hidden, finalState: state, lengths: lengths, cache: RecurrentCache(caches, states: states))
  }
}

extension RecurrentLayer {
  /// The whole state after each step, T states of the parts [B, H], zero where it is padding. The memories `C_1 … C_T` of
  /// an LSTM are `layer.states(of: output).map(\.cell)`.
  public func states(of output: Output) -> [Cell.State] {
    output.hidden.indices.map { step in
      Padding(at: step, lengths: output.lengths).zeroing(output.cache.state(after: step))
    }
  }

  /// The hidden part of the final state, [B, H]: each sequence's hidden state after the last step that was read.
  public func summary(of output: Output) -> Matrix<Scalar> { output.finalState.hidden }

  /// The state gradient whose hidden part is `gradient`; all else that is carried has none of its own.
  public func finalStateGradient(ofSummary gradient: Matrix<Scalar>, through output: Output) -> Cell.State {
    let final = output.finalState.hidden
    require(
      gradient.shape == final.shape,
      "the final state has shape \(final.shape), so its gradient has, too, not \(gradient.shape)")
    var state = cell.initialState(batchSize: final.rows)
    state.hidden = gradient
    return state
  }
}
