import LinearAlgebra
import RecurrentNetworks

/// A model that a ``Trainer`` can train: it reads windows of tokens and gives losses and gradients.
///
/// ``LanguageModel`` is one for any cell. A model of your own, such as one with its own layers between cell and logits,
/// says how it computes a window's loss and gradient, and gets plans, optimizers, accumulation and resuming for them.
public protocol TrainableModel: ParameterCollection {
  /// The state of a layer, carried from window to window.
  associatedtype LayerState: RecurrentState where LayerState.Scalar == Scalar

  /// V, the number of tokens that the model knows.
  var vocabularySize: Int { get }

  /// The zero states for B sequences, one per layer.
  func initialState(batchSize: Int) -> [LayerState]

  /// The mean loss of a window with nothing dropped, and the states after it.
  ///
  /// - Parameters:
  ///   - window: the tokens, [T][B].
  ///   - state: the states to start from; `nil` means zero states.
  /// - Returns: the mean cross-entropy over T · B predictions in nats, and the states to resume from.
  func loss(of window: TokenWindow, from state: [LayerState]?) -> (loss: Double, finalState: [LayerState])

  /// The mean loss of a window in training, its gradient with respect to every parameter, and the states after it.
  ///
  /// - Parameters:
  ///   - window: the tokens, [T][B].
  ///   - state: the states to start from, taken as constants (truncated BPTT); `nil` means zero states.
  ///   - generator: where dropout masks and the like are drawn from; a model without them draws nothing.
  func lossAndGradient(
    of window: TokenWindow, from state: [LayerState]?,
    droppingWith generator: inout some RandomNumberGenerator
  ) -> (loss: Double, gradient: Self, finalState: [LayerState])
}

extension LanguageModel: TrainableModel {
  /// The state of each cell.
  public typealias LayerState = Cell.State
}
