import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// A trained model of whichever cells you chose.
public enum TrainedModel: Sendable {
  /// Of plain cells.
  case rnn(LanguageModel<RNNCell<Float>>)
  /// Of gated recurrent units.
  case gru(LanguageModel<GRUCell<Float>>)
  /// Of long short-term memory.
  case lstm(LanguageModel<LSTMCell<Float>>)
}

/// Task 7. Trains a character model on a text. It is open how: the result counts.
///
/// The model is judged on a test part that this function never sees: its perplexity there has to be clearly below that
/// of a table of character pairs, which is counted in the same run on the same training part.
///
/// - Parameter text: the text without its test part. `text.training` is to learn from, `text.heldOut` to choose with:
///   when to stop, how large the model should be.
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

/// A small text is soon learned by heart: keep the model that the held-out part likes best, not the last one.
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
