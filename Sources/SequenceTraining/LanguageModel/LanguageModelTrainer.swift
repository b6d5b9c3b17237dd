import LinearAlgebra
import RecurrentNetworks

/// The training of a language model, one update at a time.
///
/// Its whole memory is in its ``Progress``: a trainer made from a saved progress goes on exactly where the other
/// one stopped, to the last bit.
public struct LanguageModelTrainer<Cell: RecurrentCell>: Sendable where Cell.Scalar == Float {
  /// The model as it is now.
  public private(set) var model: LanguageModel<Cell>
  /// The optimizer with its moments.
  public private(set) var optimizer: Adam<LanguageModel<Cell>>
  /// Where in the text the training is, and what it carries.
  public private(set) var progress: Progress
  /// How to train.
  public let plan: TrainingPlan
  /// B, which a short text makes smaller than the plan's.
  public let batchSize: Int
  /// The text that judges the model, in the windows of ``plan``.
  public let heldOut: SequentialWindows
  private let training: [Int]
  private var windows: SequentialWindows

  /// What a trainer remembers beside the parameters and the optimizer's moments.
  public struct Progress: Sendable {
    /// How many updates there have been.
    public var step = 0
    /// The generator, which only the epochs' offsets draw from once the weights are made.
    public var generator: SplitMix64
    /// How many tokens this epoch passes over at the start of the text.
    public var offset = 0
    /// The window of this epoch that comes next.
    public var window = 0
    /// The states after the last window, one a layer; none at the start of an epoch.
    public var state: LanguageModel<Cell>.State?
    /// The mean loss of the last hundred updates or so, exponentially weighted.
    public var runningLoss = 0.0
  }

  /// A trainer that starts, or with a saved model and progress goes on.
  ///
  /// - Throws: ``UnusableInput`` if the text is too short for the plan.
  public init(
    plan: TrainingPlan, text: TrainingText, model: LanguageModel<Cell>,
    optimizer: Adam<LanguageModel<Cell>>? = nil, progress: Progress
  ) throws {
    self.plan = plan
    self.model = model
    self.optimizer = optimizer ?? Adam(for: model, learningRate: plan.learningRate)
    self.progress = progress
    training = text.training
    batchSize = try plan.fittingBatchSize(for: text)
    heldOut = SequentialWindows(
      text.heldOut, batchSize: min(batchSize, max(1, (text.heldOut.count - 1) / plan.sequenceLength)),
      stepCount: plan.sequenceLength, keepsShortEnd: true)
    windows = SequentialWindows(
      training, batchSize: batchSize, stepCount: plan.sequenceLength, offset: progress.offset)
  }

  /// How many characters one update learns from, T · B.
  public var tokensPerStep: Int { plan.sequenceLength * batchSize }
  /// Whether all updates of the plan are done.
  public var isFinished: Bool { progress.step >= plan.stepCount }
  /// How many updates there have been.
  public var step: Int { progress.step }
  /// The mean loss of the last hundred updates or so, exponentially weighted, in nats.
  public var runningLoss: Double { progress.runningLoss }
  /// How many numbers the model has to learn.
  public var parameterCount: Int { model.parameterCount }

  /// One update.
  ///
  /// - Returns: the mean loss of its window before the update, in nats.
  @discardableResult
  public mutating func advance() -> Double {
    if progress.window >= windows.windowCount { startEpoch() }
    let window = windows[progress.window]
    var (loss, gradient, finalState) = model.lossAndGradient(of: window, from: progress.state)
    gradient.clip(toNorm: Float(plan.clipNorm))
    optimizer.learningRate = plan.learningRate(atStep: progress.step)
    optimizer.update(&model, along: gradient)
    progress.state = finalState
    progress.window += 1
    progress.step += 1
    let memory = min(0.99, 1 - 1 / Double(progress.step))
    progress.runningLoss = memory * progress.runningLoss + (1 - memory) * loss
    return loss
  }

  /// The mean loss over the held-out text, in nats.
  public func heldOutLoss() -> Double {
    var (sum, count) = (0.0, 0)
    var state: LanguageModel<Cell>.State?
    for index in 0..<heldOut.windowCount {
      let window = heldOut[index]
      let (loss, next) = model.loss(of: window, from: state)
      sum += loss * Double(window.predictionCount)
      count += window.predictionCount
      state = next
    }
    return sum / Double(count)
  }

  /// Other windows than in the last epoch, as far as the text has room for an offset.
  private mutating func startEpoch() {
    let room = (training.count - 1) % (batchSize * plan.sequenceLength)
    progress.offset = Int.random(in: 0...min(room, plan.sequenceLength - 1), using: &progress.generator)
    progress.window = 0
    progress.state = nil
    windows = SequentialWindows(
      training, batchSize: batchSize, stepCount: plan.sequenceLength, offset: progress.offset)
  }
}

extension LanguageModelTrainer {
  /// A trainer of a fresh model of the cells that the kind's own initializer makes.
  ///
  /// - Throws: ``UnusableInput`` if the text is too short for the plan.
  public init(plan: TrainingPlan, text: TrainingText) throws {
    try self.init(plan: plan, text: text) { Cell(inputSize: $0, hiddenSize: $1, using: &$2) }
  }

  /// A trainer of a fresh model.
  ///
  /// - Parameters:
  ///   - makeCell: a cell with fresh parameters, from its input size, its hidden size and a generator.
  /// - Throws: ``UnusableInput`` if the text is too short for the plan.
  public init(
    plan: TrainingPlan, text: TrainingText, makeCell: (Int, Int, inout SplitMix64) -> Cell
  ) throws {
    var generator = SplitMix64(seed: plan.seed)
    let model = LanguageModel<Cell>(
      vocabularySize: text.vocabularySize, hiddenSize: plan.hiddenSize, layerCount: plan.layerCount,
      using: &generator, makeCell: makeCell)
    try self.init(plan: plan, text: text, model: model, progress: Progress(generator: generator))
  }
}
