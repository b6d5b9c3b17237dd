import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// A trained model, with the cells you chose.
public enum TrainedModel: Sendable {
  /// Of plain cells.
  case rnn(LanguageModel<RNNCell<Float>>)
  /// Of gated recurrent units.
  case gru(LanguageModel<GRUCell<Float>>)
  /// Of long short-term memory.
  case lstm(LanguageModel<LSTMCell<Float>>)
}

/// Task 7. Trains a character model on a text. The method is open: only the result counts.
///
/// The model is evaluated on a test part this function never sees: its perplexity there must be clearly below that of a
/// character bigram model, counted in the same run on the same training part.
///
/// - Parameter text: the text without its test part. Learn from `text.training`, and choose with `text.heldOut`: when
///   to stop, how large to make the model.
/// - Returns: the model, with V = `text.vocabularySize`.
public func trainModel(on text: TrainingText) throws -> TrainedModel {
  var plan = TrainingPlan()
  plan.hiddenSize = 96
  plan.batchSize = 8
  plan.sequenceLength = 32
  plan.stepCount = 400
  plan.learningRate = 0.01
  let trainer = try LanguageModelTrainer(plan: plan, text: text) {
    GRUCell<Float>(inputSize: $0, hiddenSize: $1, resetPlacement: .afterProduct, using: &$2)
  }
  return .gru(bestModel(of: trainer))
}

/// A model soon memorizes a small text: keep the model with the lowest held-out loss, not the last one.
private func bestModel<Cell: RecurrentCell>(of trainer: LanguageModelTrainer<Cell>) -> LanguageModel<Cell> {
  var (best, lowestLoss) = (trainer.model, Double.infinity)
  while !trainer.isFinished {
    trainer.advance()
    guard trainer.step.isMultiple(of: 20) else { continue }
    let loss = trainer.heldOutLoss()
    if loss < lowestLoss { (best, lowestLoss) = (trainer.model, loss) }
  }
  return best
}
