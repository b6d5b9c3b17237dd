import LinearAlgebra

/// A plain recurrent network: ``RecurrentLayer`` of ``RNNCell``.
public typealias RNN<Scalar: MatrixScalar> = RecurrentLayer<RNNCell<Scalar>>
/// A network of long short-term memory: ``RecurrentLayer`` of ``LSTMCell``.
public typealias LSTM<Scalar: MatrixScalar> = RecurrentLayer<LSTMCell<Scalar>>
/// A network of gated recurrent units: ``RecurrentLayer`` of ``GRUCell``.
public typealias GRU<Scalar: MatrixScalar> = RecurrentLayer<GRUCell<Scalar>>

/// A cell applied to every step of a sequence, each time from the state that the step before it left.
///
/// A sequence is an array of T inputs, each [B, I]: time is the outer index. ``backward(_:finalState:through:)``
/// is backpropagation through time (Werbos, "Backpropagation through time: what it does and how to do it",
/// 1990): the steps in reverse, where each state's gradient is the sum of what comes from its own output and
/// what comes from the step after it.
public struct RecurrentLayer<Cell: RecurrentCell>: ParameterCollection {
  /// The number type.
  public typealias Scalar = Cell.Scalar

  /// The one set of parameters that every step shares.
  public var cell: Cell

  /// A layer that unrolls `cell`.
  public init(_ cell: Cell) { self.cell = cell }

  /// The cell's parameters, under the cell's own names.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    parameters(of: \.cell)
  }
}

extension RecurrentLayer {
  /// What a pass over a sequence gives, and what the way back needs.
  public struct Output: Sendable {
    /// `H_1 … H_T`, each [B, H].
    public let hidden: [Matrix<Scalar>]
    /// The state after the last step; the initial state where there were no steps.
    public let finalState: Cell.State
    /// One cache a step.
    public let cache: [Cell.Cache]
  }

  /// All gradients that one way back gives.
  public struct Gradients: Sendable {
    /// `∂L/∂X_1 … ∂L/∂X_T`, each [B, I].
    public let inputs: [Matrix<Scalar>]
    /// `∂L/∂(initial state)`.
    public let initialState: Cell.State
    /// The sum of every step's share.
    public let parameters: RecurrentLayer<Cell>
  }

  /// The states of a whole sequence.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - state: the state before the first step; none means the zero state.
  public func callAsFunction(_ inputs: [Matrix<Scalar>], from state: Cell.State? = nil) -> Output {
    var state = state ?? cell.initialState(batchSize: inputs.first?.rows ?? 0)
    var hidden: [Matrix<Scalar>] = []
    var caches: [Cell.Cache] = []
    hidden.reserveCapacity(inputs.count)
    caches.reserveCapacity(inputs.count)
    for input in inputs {
      let (next, cache) = cell.step(input, from: state)
      hidden.append(next.hidden)
      caches.append(cache)
      state = next
    }
    return Output(hidden: hidden, finalState: state, cache: caches)
  }

  /// The gradients of a whole sequence, from the last step to the first.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: `∂L/∂(state after the last step)` from whatever follows the sequence; none means zero,
  ///     which is what truncated backpropagation takes.
  ///   - output: what the pass forward gave.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: Cell.State? = nil, through output: Output
  ) -> Gradients {
    require(
      hiddenGradients.count == output.cache.count,
      "\(output.cache.count) steps went forward, so as many gradients come back, not \(hiddenGradients.count)"
    )
    var gradient = cell.zeroed()
    var stateGradient = finalState ?? cell.initialState(batchSize: output.finalState.hidden.rows)
    var inputs: [Matrix<Scalar>] = []
    inputs.reserveCapacity(hiddenGradients.count)
    for (hiddenGradient, cache) in zip(hiddenGradients, output.cache).reversed() {
      stateGradient.hidden += hiddenGradient
      let before = cell.backward(stateGradient, through: cache, adding: &gradient)
      inputs.append(before.input)
      stateGradient = before.state
    }
    return Gradients(
      inputs: inputs.reversed(), initialState: stateGradient, parameters: RecurrentLayer(gradient))
  }
}
