import LinearAlgebra

/// One step of a recurrent network: a function of an input and a state, with the parameters it has learned.
///
/// A gradient has the cell's own type: the same names and shapes, other numbers.
public protocol RecurrentCell: ParameterCollection {
  /// The state carried from step to step.
  associatedtype State: RecurrentState where State.Scalar == Scalar
  /// The values the forward step caches for the backward step.
  associatedtype Cache: Sendable

  /// The kind of cell in one word, `RNN`, for checkpoints and reports.
  static var kind: String { get }

  /// A cell with fresh parameters.
  init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator)

  /// The kind and the choices in addition to the parameters; a kind without choices gets it for nothing.
  var form: CellForm { get }

  /// A cell of a form with fresh parameters, or `nil` if this type has no such form.
  init?(
    _ form: CellForm, inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator)

  /// I, the number of columns of an input.
  var inputSize: Int { get }
  /// H, the number of columns of the hidden state.
  var hiddenSize: Int { get }

  /// The zero state for B sequences, which is also what "no state" means.
  func initialState(batchSize: Int) -> State

  /// One step forward: from `X_t` [B, I] and the previous state to the new state.
  func step(_ input: Matrix<Scalar>, from state: State) -> (state: State, cache: Cache)

  /// One backward step: from the gradient of the new state to the gradients of the step's inputs.
  ///
  /// - Parameters:
  ///   - stateGradient: `∂L/∂(state after)`, all paths together: through this step's output and through the
  ///     steps that follow.
  ///   - cache: what ``step(_:from:)`` kept.
  ///   - gradient: where this step's share of the parameters' gradient is added, since every step uses the
  ///     same parameters.
  /// - Returns: `∂L/∂X_t` [B, I] and `∂L/∂(state before)`.
  func backward(_ stateGradient: State, through cache: Cache, adding gradient: inout Self) -> (
    input: Matrix<Scalar>, state: State
  )
}

extension RecurrentCell {
  /// The name of the type, without what it is generic over.
  public static var kind: String { String("\(Self.self)".prefix { $0 != "<" }) }
}
