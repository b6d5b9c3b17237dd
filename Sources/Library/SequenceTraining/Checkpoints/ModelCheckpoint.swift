import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// A character model in a file, with all that is needed to sample from it and to go on training it.
///
/// The parameters are `model.…`, Adam's moments `mean.…` and `meanSquare.…`, the carried states `state.0.…` and so on
/// upwards; kind of cell, plan, the variant of each layer, vocabulary and counters are texts in the metadata.
public struct ModelCheckpoint<Cell: StorableCell>: Sendable where Cell.Scalar == Float {
  /// The characters that the model knows.
  public var vocabulary: Vocabulary
  /// The plan that it was trained by.
  public var plan: TrainingPlan
  /// The fingerprint of the text that it was trained on.
  public var textFingerprint: String
  /// The parameters.
  public var model: LanguageModel<Cell>
  /// The optimizer with its moments.
  public var optimizer: Adam<LanguageModel<Cell>>
  /// Where the training stopped.
  public var progress: LanguageModelTrainer<Cell>.Progress

  /// What a trainer is at this moment.
  public init(_ trainer: LanguageModelTrainer<Cell>, on text: TrainingText) {
    vocabulary = text.tokenizer.vocabulary
    plan = trainer.plan
    textFingerprint = text.fingerprint
    model = trainer.model
    optimizer = trainer.optimizer
    progress = trainer.progress
  }

  /// A trainer that goes on from here on the same text.
  ///
  /// - Parameters:
  ///   - text: the text that the training began with.
  ///   - stepCount: a new number of updates in all, if the training is to be longer or shorter than planned.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  /// - Throws: ``UnusableInput`` if the text is another one.
  public func trainer(on text: TrainingText, stepCount: Int? = nil, threadCount: Int? = nil) throws
    -> LanguageModelTrainer<Cell>
  {
    guard text.tokenizer.vocabulary == vocabulary else {
      throw UnusableInput(
        "the checkpoint knows \(vocabulary.count) characters and \(text.name) has \(text.vocabularySize), not the "
          + "same ones: resume with the text that it was trained on, or train anew without --resume")
    }
    guard text.fingerprint == textFingerprint else {
      throw UnusableInput(
        "the checkpoint was trained on another text than \(text.name), though with the same characters: resume "
          + "with that text, or train anew without --resume")
    }
    var plan = plan
    plan.stepCount = stepCount ?? plan.stepCount
    // Before a trainer is made, which would stop at a state of another shape.
    let batchSize = try plan.fittingBatchSize(for: text)
    let carried = progress.state?.first?.hidden.shape
    guard progress.offset < text.training.count,
      carried == nil || carried == MatrixShape(batchSize, plan.hiddenSize)
    else {
      throw UnusableInput(
        "the checkpoint's place in the text does not fit the text; train anew without --resume")
    }
    return try LanguageModelTrainer(
      plan: plan, text: text, model: model, optimizer: optimizer, progress: progress,
      threadCount: threadCount)
  }
}
