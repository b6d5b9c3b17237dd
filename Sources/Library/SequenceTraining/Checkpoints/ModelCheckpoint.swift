import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// A language model in a file, with all that is needed to sample from it and to resume its training.
///
/// The parameters are `model.…`, what the optimizer remembers is `mean.…`, `meanSquare.…` and the like, the carried states
/// are `state.0.…` and so on upward; kind of cell, plan, the variant of each layer, tokenizer and counters are texts in
/// the metadata. What a plain model of characters trained by Adam does not need is not written, so older checkpoints
/// are checkpoints too.
///
/// ```swift
/// try trainer.save(to: file)
/// let checkpoint = try ModelCheckpoint<LSTMCell<Float>>(contentsOf: file)
/// let resumed = try checkpoint.trainer(on: text)
/// ```
public struct ModelCheckpoint<Cell: RecurrentCell>: Sendable {
  /// The tokenizer of the model.
  public let tokenizer: any IndexedTokenizer
  /// The plan that it was trained by.
  public let plan: TrainingPlan
  /// The fingerprint of the text that it was trained on.
  public let textFingerprint: String
  /// The model.
  public let model: LanguageModel<Cell>
  /// The optimizer's memory.
  public let memory: OptimizerMemory<LanguageModel<Cell>>
  /// Where the training stopped; `nil` if only the model was read.
  public let progress: LanguageModelTrainer<Cell>.Progress?

  /// The state of a trainer at this moment.
  public init(_ trainer: LanguageModelTrainer<Cell>) {
    tokenizer = trainer.text.tokenizer
    textFingerprint = trainer.text.fingerprint
    model = trainer.model
    memory = trainer.optimizer.memory
    progress = trainer.progress
    // A model that was handed to the trainer may have other parts than the plan would give it.
    var plan = trainer.plan
    let dropout = model.layers.dropout
    plan.dropout = dropout.probability > 0 ? dropout.probability : nil
    plan.sharesDropoutMasks = dropout.isSharedAcrossSteps ? true : nil
    let recurrent = model.recurrentDropout.probability
    plan.recurrentDropout = recurrent > 0 ? recurrent : nil
    plan.embeddingSize = model.embedding?.size
    (plan.hiddenSize, plan.layerCount) = (model.layers.outputSize, model.layerCount)
    plan.tiesWeights = model.isTied ? true : nil
    self.plan = plan
  }

  /// Reads a checkpoint, or only the model in it.
  ///
  /// - Parameters:
  ///   - file: where it is.
  ///   - isForTraining: whether what only training needs is read too, the optimizer's memory and the progress.
  /// - Throws: ``InvalidInputError`` naming the file and what is missing or does not fit.
  public init(contentsOf file: URL, isForTraining: Bool = true) throws {
    let contents = try TensorFile(contentsOf: file) { isForTraining || $0.hasPrefix("model.") }
    try self.init(contents, named: file.relativePath, isForTraining: isForTraining)
  }

  /// The checkpoint that a file of the second version holds.
  init(_ contents: TensorFile, named name: String, isForTraining: Bool = true) throws {
    let reader = CheckpointReader(contents, named: name)
    try reader.check(Cell.self)
    plan = try reader.read(CheckpointKey.plan, as: TrainingPlan.self)
    tokenizer = try reader.tokenizer()
    if let flaw = plan.flaw { throw reader.flaw("its \(CheckpointKey.plan): \(flaw)") }
    model = try reader.load(reader.pattern(plan, vocabularySize: tokenizer.vocabulary.count), from: "model")
    textFingerprint = reader.textFingerprint
    guard isForTraining else {
      memory = OptimizerMemory()
      progress = nil
      return
    }
    let counters = try reader.read(CheckpointKey.counters, as: Counters.self)
    let names = try reader.readIfPresent(CheckpointKey.optimizer, as: [String].self)
    var averages: [String: LanguageModel<Cell>] = [:]
    for name in names ?? Self.averages(in: plan, of: model) {
      averages[name] = try reader.load(model, from: name)
    }
    memory = OptimizerMemory(updateCount: counters.updateCount, averages: averages)
    progress = counters.progress(state: try reader.state(like: model))
    if let flaw = flaw() { throw reader.flaw("its \(flaw)") }
  }

  /// The names of the averages of the plan's own optimizer.
  static func averages(in plan: TrainingPlan, of model: LanguageModel<Cell>) -> [String] {
    let optimizer: any Optimizer<LanguageModel<Cell>> = plan.freshOptimizer(for: model)
    let averages: [String: LanguageModel<Cell>] = optimizer.memory.averages
    return averages.keys.sorted()
  }
}

extension ModelCheckpoint {
  /// A trainer that resumes from here on the same text.
  ///
  /// - Parameters:
  ///   - text: the text that the training began with.
  ///   - optimizer: a rule that is not the plan's own, with the settings that it had; its memory comes from the file.
  ///   - stepCount: a new number of updates in all, if the training is to be longer or shorter than planned.
  ///   - threadCount: how many threads share the work; defaults to as many as it is worth.
  /// - Throws: ``InvalidInputError`` if the text is another one, the place in the text does not fit it, the file's memory is of
  ///   another optimizer, or only the model was read.
  public func trainer(
    on text: TrainingText, optimizer: (any Optimizer<LanguageModel<Cell>>)? = nil, stepCount: Int? = nil,
    threadCount: Int? = nil
  ) throws -> LanguageModelTrainer<Cell> {
    guard let progress else {
      throw InvalidInputError("only the model of the checkpoint was read; read all of it to resume")
    }
    let vocabulary = tokenizer.vocabulary
    guard text.tokenizer.vocabulary == vocabulary else {
      throw InvalidInputError(
        "the checkpoint knows \(vocabulary.count) \(unit) and \(text.name) has \(text.vocabularySize), not the "
          + "same ones: resume with the text that it was trained on, or train anew without --resume")
    }
    guard text.fingerprint == textFingerprint else {
      throw InvalidInputError(
        "the checkpoint was trained on another text than \(text.name), though with the same \(unit): resume "
          + "with that text, or train anew without --resume")
    }
    var plan = plan
    plan.stepCount = stepCount ?? plan.stepCount
    let batchSize = try plan.fittingBatchSize(for: text)
    if let flaw = progress.stateFlaw(in: model, batchSize: batchSize) {
      throw InvalidInputError(
        "the checkpoint's place does not fit \(text.name): \(flaw); train anew without --resume")
    }
    var optimizer = optimizer ?? plan.freshOptimizer(for: model)
    let (own, stored) = (optimizer.memory.averages.keys.sorted(), memory.averages.keys.sorted())
    guard own == stored else {
      throw InvalidInputError(
        "the checkpoint holds what an optimizer with \(stored) remembers, not one with \(own): resume with the one that it "
          + "was trained by")
    }
    optimizer.memory = memory
    return try LanguageModelTrainer(
      plan: plan, text: text, model: model, optimizer: optimizer, progress: progress, threadCount: threadCount
    )
  }

  private var unit: String { tokenizer is CharacterTokenizer ? "characters" : "tokens" }

  /// Draws tokens, each fed back as the next input.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; the tokenizer's `startToken` if it is empty.
  ///   - length: how many tokens to draw.
  ///   - sampler: how a token is drawn from the logits.
  ///   - generator: where the random numbers come from.
  ///   - emit: receives what each token adds to the text as it is drawn; `false` ends the drawing.
  /// - Throws: `UnknownTokens` if the prompt has tokens that the model does not know, and ``InvalidInputError`` if the model's
  ///   logits give no probabilities.
  public func sample(
    after prompt: String, length: Int, with sampler: Sampler,
    using generator: inout some RandomNumberGenerator,
    emit: (String) -> Bool
  ) throws {
    let tokens = try tokenizer.encode(prompt)
    var previous = tokens.last
    try model.draw(
      after: tokens.isEmpty ? [tokenizer.startToken] : tokens, length: length, with: sampler,
      using: &generator
    ) { token in
      defer { previous = token }
      return emit(tokenizer.continuation(by: token, after: previous))
    }
  }
}
