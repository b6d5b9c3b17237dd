import LinearAlgebra
import RecurrentNetworks

/// The kinds of cells from which a user chooses when the program runs; code that knows its cell names the type.
public enum CellKind: String, Sendable, Codable, CaseIterable {
  /// `RNNCell`, the plain cell.
  case rnn
  /// `GRUCell` with the reset after the product, as PyTorch has it: one product serves all gates.
  case gru
  /// `LSTMCell`.
  case lstm

  /// The kind to take where nobody chooses. In half a minute on two cores it learned a megabyte of plays best, to
  /// 2.19 bits per held-out character (LSTM 2.20, RNN 2.35), and it minds the learning rate least.
  public static let usual = CellKind.gru

  /// The name in reports and checkpoints, `LSTM`.
  public var name: String {
    switch self {
    case .rnn: RNNCell<Float>.kind
    case .gru: GRUCell<Float>.kind
    case .lstm: LSTMCell<Float>.kind
    }
  }

  /// A trainer of a fresh model of such cells.
  ///
  /// - Parameters:
  ///   - plan: sizes, rates and seed of the training.
  ///   - text: what the model learns from.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  /// - Throws: ``UnusableInput`` if the text is too short for the plan.
  public func trainer(plan: TrainingPlan, text: TrainingText, threadCount: Int? = nil) throws
    -> any CharacterTrainer
  {
    switch self {
    case .rnn: try LanguageModelTrainer<RNNCell<Float>>(plan: plan, text: text, threadCount: threadCount)
    case .gru:
      try LanguageModelTrainer(plan: plan, text: text, threadCount: threadCount) {
        GRUCell(inputSize: $0, hiddenSize: $1, resetPlacement: .afterProduct, using: &$2)
      }
    case .lstm: try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: text, threadCount: threadCount)
    }
  }
}
