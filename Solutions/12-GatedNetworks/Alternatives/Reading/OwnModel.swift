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

/// Trains a character model on a text. It is open how: the result counts.
///
/// The model is judged on a test part that this function never sees: its perplexity there has to be clearly below that
/// of a table of character pairs, which is counted in the same run on the same training part.
///
/// - Parameter text: the text without its test part. `text.training` is to learn from, `text.heldOut` to choose with:
///   when to stop, how large the model should be.
/// - Returns: the model, with V = `text.vocabularySize`.
public func trainModel(on text: TrainingText) throws -> TrainedModel {
  var plan = TrainingPlan()
  plan.hiddenSize = 80
  plan.batchSize = 8
  plan.sequenceLength = 40
  plan.stepCount = 360
  plan.learningRate = 0.012
  let trainer = try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: text)
  var best = trainer.model
  var lowest = Double.infinity
  for round in 1...plan.stepCount {
    trainer.advance()
    guard round % 30 == 0 else { continue }
    let loss = trainer.heldOutLoss()
    if loss < lowest { (lowest, best) = (loss, trainer.model) }
  }
  return .lstm(best)
}
