import CourseSupport
import Foundation
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
  // TODO: Task 7, a model on your own text (part 2 of 2).
  throw NotImplemented()
}
