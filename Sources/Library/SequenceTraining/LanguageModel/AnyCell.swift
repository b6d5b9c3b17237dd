import LinearAlgebra
import RecurrentNetworks

/// A cell of a kind that is chosen when the program runs: by a user, or by the file that it comes from.
///
/// It is one type, so models, trainers and checkpoints of `AnyCell<Float>` need no generic code around them. It computes
/// exactly what its cell computes, on the fused path too.
///
/// ```swift
/// let trainer = try LanguageModelTrainer(plan: plan, text: text) { AnyCell<Float>(.lstm, inputSize: $0, hiddenSize: $1, using: &$2) }
/// ```
public struct AnyCell<Scalar: MatrixScalar>: FusibleCell {
  /// The cell, if it is a plain one. Exactly one of the three is there.
  public private(set) var rnn: RNNCell<Scalar>?
  /// The cell, if it is a gated recurrent unit.
  public private(set) var gru: GRUCell<Scalar>?
  /// The cell, if it is a long short-term memory.
  public private(set) var lstm: LSTMCell<Scalar>?

  /// A plain cell.
  public init(_ cell: RNNCell<Scalar>) { rnn = cell }
  /// A gated recurrent unit.
  public init(_ cell: GRUCell<Scalar>) { gru = cell }
  /// A long short-term memory.
  public init(_ cell: LSTMCell<Scalar>) { lstm = cell }

  /// A cell of a kind with fresh parameters; a GRU resets after the product.
  public init(
    _ kind: CellKind, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    switch kind {
    case .rnn: self.init(RNNCell(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator))
    case .gru:
      self.init(
        GRUCell(
          inputSize: inputSize, hiddenSize: hiddenSize, resetPlacement: .afterProduct, using: &generator))
    case .lstm: self.init(LSTMCell(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator))
    }
  }

  /// A cell of the usual kind with fresh parameters.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    self.init(.usual, inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
  }

  /// A cell of a form with fresh parameters, or `nil` if it is not a form of one of the three kinds.
  public init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) {
    rnn = RNNCell(form, inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    gru = GRUCell(form, inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    lstm = LSTMCell(form, inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    if rnn == nil && gru == nil && lstm == nil { return nil }
  }

  /// `cell`; the kind of the cell itself is in its ``form``.
  public static var kind: String { "cell" }
  /// The form of the cell.
  public var form: CellForm { either(\.form, \.form, \.form) }
  /// I, the number of columns of an input.
  public var inputSize: Int { either(\.inputSize, \.inputSize, \.inputSize) }
  /// H, the number of columns of the hidden state.
  public var hiddenSize: Int { either(\.hiddenSize, \.hiddenSize, \.hiddenSize) }
  /// The cell's place in the fused path.
  package var fusible: FusedCell<Scalar>? { either(\.fusible, \.fusible, \.fusible) }

  /// The cell's parameters, under the cell's own names.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    if rnn != nil { return parameters(of: \.rnn!) }
    return gru != nil ? parameters(of: \.gru!) : parameters(of: \.lstm!)
  }

  private func either<Value>(
    _ ofRNN: (RNNCell<Scalar>) -> Value, _ ofGRU: (GRUCell<Scalar>) -> Value,
    _ ofLSTM: (LSTMCell<Scalar>) -> Value
  ) -> Value {
    if let rnn { return ofRNN(rnn) }
    if let gru { return ofGRU(gru) }
    return ofLSTM(lstm!)
  }
}

extension AnyCell {
  /// `H_t`, and `C_t` if the cell is an LSTM.
  public struct State: RecurrentState, Equatable {
    /// `H_t`, [B, H].
    public var hidden: Matrix<Scalar>
    /// `C_t`, [B, H]; `nil` for a cell that carries only `H_t`.
    public var memory: Matrix<Scalar>?

    fileprivate init(_ hidden: Matrix<Scalar>) { self.hidden = hidden }
    fileprivate init(_ state: LSTMState<Scalar>) { (hidden, memory) = (state.hidden, state.cell) }

    /// The matrices under the names `hidden` and `cell`.
    public var parts: [String: Matrix<Scalar>] {
      var parts = ["hidden": hidden]
      parts["cell"] = memory
      return parts
    }

    /// The parts named `hidden` and, if it is there, `cell`.
    public init?(parts: [String: Matrix<Scalar>]) {
      guard let hidden = parts["hidden"], parts["cell"]?.shape ?? hidden.shape == hidden.shape else {
        return nil
      }
      (self.hidden, memory) = (hidden, parts["cell"])
    }

    /// `operation` of the hidden states, and of the memories.
    public func combined(
      with other: Self, by operation: (Matrix<Scalar>, Matrix<Scalar>) -> Matrix<Scalar>
    ) -> Self {
      var result = self
      result.hidden = operation(hidden, other.hidden)
      if let memory, let theirs = other.memory { result.memory = operation(memory, theirs) }
      return result
    }

    fileprivate var ofLSTM: LSTMState<Scalar> {
      require(memory != nil, "the state of an LSTM has a memory, and this one has none")
      return LSTMState(hidden: hidden, cell: memory!)
    }
  }

  /// The cell's own cache.
  public enum Cache: Sendable {
    /// Of a plain cell.
    case rnn(RNNCell<Scalar>.Cache)
    /// Of a gated recurrent unit.
    case gru(GRUCell<Scalar>.Cache)
    /// Of a long short-term memory.
    case lstm(LSTMCell<Scalar>.Cache)
  }

  /// The zero state for B sequences.
  public func initialState(batchSize: Int) -> State {
    either(
      { State($0.initialState(batchSize: batchSize)) }, { State($0.initialState(batchSize: batchSize)) },
      { State($0.initialState(batchSize: batchSize)) })
  }

  /// One step forward, by the cell itself.
  public func step(_ input: Matrix<Scalar>, from state: State) -> (state: State, cache: Cache) {
    if let rnn {
      let (next, cache) = rnn.step(input, from: state.hidden)
      return (State(next), .rnn(cache))
    }
    if let gru {
      let (next, cache) = gru.step(input, from: state.hidden)
      return (State(next), .gru(cache))
    }
    let (next, cache) = lstm!.step(input, from: state.ofLSTM)
    return (State(next), .lstm(cache))
  }

  /// One backward step, by the cell itself.
  ///
  /// - Precondition: the cache and the gradient are of a cell of the same kind.
  public func backward(_ stateGradient: State, through cache: Cache, adding gradient: inout Self) -> (
    input: Matrix<Scalar>, state: State
  ) {
    require(
      gradient.form.kind == form.kind,
      "a cell of kind \(form.kind) has no gradient of kind \(gradient.form.kind)")
    switch (cache, rnn, gru, lstm) {
    case (.rnn(let cache), let cell?, _, _):
      let (input, state) = cell.backward(stateGradient.hidden, through: cache, adding: &gradient.rnn!)
      return (input, State(state))
    case (.gru(let cache), _, let cell?, _):
      let (input, state) = cell.backward(stateGradient.hidden, through: cache, adding: &gradient.gru!)
      return (input, State(state))
    case (.lstm(let cache), _, _, let cell?):
      let (input, state) = cell.backward(stateGradient.ofLSTM, through: cache, adding: &gradient.lstm!)
      return (input, State(state))
    default:
      stop("a cell of kind \(form.kind) does not go back through another's cache", file: #fileID, line: #line)
    }
  }
}
