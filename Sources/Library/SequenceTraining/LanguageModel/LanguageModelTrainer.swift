import LinearAlgebra
import RecurrentNetworks

/// The training of a language model, one update at a time.
///
/// Its whole memory is in its model, its optimizer and its ``Progress``: a trainer made from saved ones goes on
/// exactly where the other one stopped, to the last bit, with any number of threads.
public final class LanguageModelTrainer<Cell: RecurrentCell> where Cell.Scalar == Float {
  /// How to train.
  public let plan: TrainingPlan
  /// B, which a short text makes smaller than the plan's.
  public let batchSize: Int
  /// The text that judges the model, in the windows of ``plan``.
  public let heldOut: SequentialWindows
  /// How many numbers the model has to learn.
  public let parameterCount: Int
  private let updater: any ModelUpdater<Cell>
  private let training: [Int]
  private var windows: SequentialWindows
  /// All of ``progress`` but the states, which the updater holds.
  private var place: Progress
  /// Why the training cannot continue, once its loss or its gradient is not a finite number; `nil` before.
  public private(set) var divergence: TrainingDivergence?

  /// A trainer that starts, or with a saved model and progress goes on.
  ///
  /// - Parameters:
  ///   - plan: sizes, rates and seed of the training.
  ///   - text: what the model learns from.
  ///   - model: the model as it is at the start.
  ///   - optimizer: Adam with its moments; none begins with fresh ones.
  ///   - progress: how far the training has come.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  /// - Throws: ``UnusableInput`` if the text is too short for the plan, or a number of the plan, the optimizer or the
  ///   progress is outside of its range.
  public init(
    plan: TrainingPlan, text: TrainingText, model: LanguageModel<Cell>,
    optimizer: Adam<LanguageModel<Cell>>? = nil, progress: Progress, threadCount: Int? = nil
  ) throws {
    // What a model drops is a part of it; the plan says so too, and with it the checkpoint.
    var plan = plan
    plan.dropout = model.layers.dropout.probability > 0 ? model.layers.dropout.probability : nil
    self.plan = plan
    batchSize = try plan.fittingBatchSize(for: text)
    let flaw =
      progress.flaw(in: plan, updateCount: optimizer?.updateCount ?? 0)
      ?? progress.stateFlaw(in: model, batchSize: batchSize)
    if let flaw { throw UnusableInput("the progress does not fit the plan: \(flaw)") }
    training = text.training
    parameterCount = model.parameterCount
    let optimizer = optimizer ?? Adam(for: model, learningRate: plan.learningRate)
    let isFused = model.layers.layers.allSatisfy { $0.cell.fusedForm != nil }
    updater =
      isFused
      ? FusedUpdater(
        model, optimizer, batchSize: batchSize, stepCount: plan.sequenceLength, threadCount: threadCount)
      : SteppedUpdater(model, optimizer)
    updater.state = progress.state
    place = progress
    heldOut = SequentialWindows(
      text.heldOut, batchSize: min(batchSize, max(1, (text.heldOut.count - 1) / plan.sequenceLength)),
      stepCount: plan.sequenceLength, keepsShortEnd: true)
    windows = SequentialWindows(
      training, batchSize: batchSize, stepCount: plan.sequenceLength, offset: progress.offset)
  }

  /// The model as it is now, a copy.
  public var model: LanguageModel<Cell> { updater.model }
  /// The optimizer with its moments as they are now, a copy.
  public var optimizer: Adam<LanguageModel<Cell>> { updater.optimizer }
  /// Where in the text the training is, and what it carries.
  public var progress: Progress {
    var progress = place
    progress.state = updater.state
    return progress
  }
  /// Whether all numbers of the model, the optimizer and the carried states are finite. An update too far can leave some
  /// that are not, which the next one finds.
  public var isFinite: Bool {
    let (model, optimizer) = (model, optimizer)
    return [model, optimizer.mean, optimizer.meanSquare].allSatisfy { $0.isFinite }
      && (updater.state ?? []).allSatisfy { $0.parts.values.allSatisfy(\.isFinite) }
  }
  /// How many characters one update learns from, T · B.
  public var tokensPerStep: Int { plan.sequenceLength * batchSize }
  /// Whether all updates of the plan are done.
  public var isFinished: Bool { place.step >= plan.stepCount }
  /// How many updates there have been.
  public var step: Int { place.step }
  /// The mean loss of the last hundred updates or so, exponentially weighted, in nats.
  public var runningLoss: Double { place.runningLoss }

  /// One update; or none, if the loss or the gradient is not a finite number. Then ``divergence`` tells why, and the
  /// model stays as it is.
  ///
  /// - Returns: the mean loss of its window before the update, in nats.
  /// - Precondition: the training has not diverged.
  @discardableResult
  public func advance() -> Double {
    require(divergence == nil, divergence?.description ?? "")
    if place.window >= windows.windowCount { startEpoch() }
    let rate = plan.learningRate(atStep: place.step)
    let (loss, gradientNorm, isMade) = updater.update(
      on: windows[place.window], learningRate: rate, clipNorm: Float(plan.clipNorm),
      droppingWith: &place.generator)
    guard isMade else {
      divergence = TrainingDivergence(
        update: place.step + 1, loss: loss, gradientNorm: Double(gradientNorm), learningRate: rate)
      return loss
    }
    place.window += 1
    place.step += 1
    let memory = min(0.99, 1 - 1 / Double(place.step))
    place.runningLoss = memory * place.runningLoss + (1 - memory) * loss
    return loss
  }

  /// The mean loss over the held-out text, in nats.
  public func heldOutLoss() -> Double { updater.loss(over: heldOut) }

  /// Other windows than in the last epoch, as far as the text has room for an offset.
  private func startEpoch() {
    let room = (training.count - 1) % (batchSize * plan.sequenceLength)
    place.offset = Int.random(in: 0...min(room, plan.sequenceLength - 1), using: &place.generator)
    place.window = 0
    updater.state = nil
    windows = SequentialWindows(
      training, batchSize: batchSize, stepCount: plan.sequenceLength, offset: place.offset)
  }
}

extension LanguageModelTrainer {
  /// A trainer of a fresh model of the cells that the kind's own initializer makes.
  ///
  /// - Throws: ``UnusableInput`` if the text is too short for the plan, or a number of the plan is outside of its range.
  public convenience init(plan: TrainingPlan, text: TrainingText, threadCount: Int? = nil) throws {
    try self.init(plan: plan, text: text, threadCount: threadCount) {
      Cell(inputSize: $0, hiddenSize: $1, using: &$2)
    }
  }

  /// A trainer of a fresh model.
  ///
  /// - Parameters:
  ///   - plan: sizes, rates and seed of the training.
  ///   - text: what the model learns from.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  ///   - makeCell: a cell with fresh parameters, from its input size, its hidden size and a generator.
  /// - Throws: ``UnusableInput`` if the text is too short for the plan, or a number of the plan is outside of its range.
  public convenience init(
    plan: TrainingPlan, text: TrainingText, threadCount: Int? = nil,
    makeCell: (Int, Int, inout SplitMix64) -> Cell
  ) throws {
    // Before a model of its sizes is made.
    _ = try plan.fittingBatchSize(for: text)
    var generator = SplitMix64(seed: plan.seed)
    let model = LanguageModel<Cell>(
      vocabularySize: text.vocabularySize, hiddenSize: plan.hiddenSize, layerCount: plan.layerCount,
      dropout: Dropout(probability: plan.dropout ?? 0), using: &generator, makeCell: makeCell)
    try self.init(
      plan: plan, text: text, model: model, progress: Progress(generator: generator), threadCount: threadCount
    )
  }
}
