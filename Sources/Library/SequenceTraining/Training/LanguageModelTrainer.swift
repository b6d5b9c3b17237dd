import Foundation
import LinearAlgebra
import RecurrentNetworks

/// The training of a language model of any cell.
public typealias LanguageModelTrainer<Cell: RecurrentCell> = Trainer<LanguageModel<Cell>>

extension Trainer {
  /// A trainer of a fresh language model of the cells that the kind's own initializer makes.
  ///
  /// - Parameters:
  ///   - plan: sizes, rates and seed of the training.
  ///   - text: what the model learns from.
  ///   - threadCount: how many threads share the work; defaults to as many as it is worth.
  /// - Throws: ``InvalidInputError`` if the text is too short for the plan, or a number of the plan is outside of its range.
  public convenience init<Cell>(plan: TrainingPlan, text: TrainingText, threadCount: Int? = nil) throws
  where Model == LanguageModel<Cell> {
    try self.init(plan: plan, text: text, threadCount: threadCount) {
      Cell(inputSize: $0, hiddenSize: $1, using: &$2)
    }
  }

  /// A trainer of a fresh language model.
  ///
  /// - Parameters:
  ///   - plan: sizes, rates and seed of the training.
  ///   - text: what the model learns from.
  ///   - threadCount: how many threads share the work; defaults to as many as it is worth.
  ///   - makeCell: a cell with fresh parameters, from its input size, its hidden size and a generator.
  /// - Throws: ``InvalidInputError`` if the text is too short for the plan, or a number of the plan is outside of its range.
  public convenience init<Cell>(
    plan: TrainingPlan, text: TrainingText, threadCount: Int? = nil,
    makeCell: (Int, Int, inout SplitMix64) -> Cell
  ) throws where Model == LanguageModel<Cell> {
    // Before a model of its sizes is made.
    _ = try plan.fittingBatchSize(for: text)
    var generator = SplitMix64(seed: plan.seed)
    var model = LanguageModel<Cell>(
      vocabularySize: text.vocabularySize, hiddenSize: plan.hiddenSize, layerCount: plan.layerCount,
      embeddingSize: plan.embeddingSize, tiesWeights: plan.tiesWeights ?? false,
      dropout: plan.dropoutBetweenLayers, using: &generator, makeCell: makeCell)
    model.recurrentDropout = plan.dropoutOfStates
    try self.init(
      plan: plan, text: text, model: model, progress: Progress(generator: generator), threadCount: threadCount
    )
  }

  /// Writes a checkpoint atomically.
  ///
  /// - Throws: ``InvalidInputError`` naming the file if it cannot be written.
  public func save<Cell>(to file: URL) throws where Model == LanguageModel<Cell> {
    try ModelCheckpoint(self).write(to: file)
  }
}
