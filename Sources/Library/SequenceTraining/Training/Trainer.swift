import LinearAlgebra
import RecurrentNetworks

/// The training of a model on a text, one update at a time, for any model, optimizer, schedule, tokenizer and scalar.
///
/// Its whole memory is in its model, its optimizer and its ``Progress``: a trainer made from saved ones resumes
/// exactly where the other one stopped, to the last bit, with any number of threads.
public final class Trainer<Model: TrainableModel> {
  /// How to train.
  public let plan: TrainingPlan
  /// The text that the model learns from.
  public let text: TrainingText
  /// B, which a short text makes smaller than the plan's.
  public let batchSize: Int
  /// The held-out end of the text, in the windows of ``plan``.
  public let heldOut: SequentialWindows
  /// How many numbers the model has to learn.
  public let parameterCount: Int
  /// Why the training cannot continue, once its loss or its gradient is not a finite number; `nil` before.
  public private(set) var divergence: TrainingDivergence?
  private let pass: any WindowPass<Model>
  private let threadCount: Int?
  /// Reads the held-out text, in batches of another size; made when it is first needed.
  private lazy var evaluation = model.pass(
    batchSize: heldOut.batchSize, stepCount: heldOut.stepCount, threadCount: threadCount, isTraining: false)
  private var windows: SequentialWindows
  /// The optimizer, whose memory the pass may hold.
  private var rule: any Optimizer<Model>
  /// All of ``progress`` but the states, which the pass holds.
  private var place: Progress

  /// A trainer that starts, or with a saved optimizer and progress resumes.
  ///
  /// - Parameters:
  ///   - plan: sizes, rates and seed of the training.
  ///   - text: what the model learns from.
  ///   - model: the model as it is at the start.
  ///   - optimizer: a rule with its memory; defaults to a fresh one of the plan's kind. The plan sets its rate.
  ///   - progress: how far the training has come; defaults to the start, with the plan's seed.
  ///   - threadCount: how many threads share the work; defaults to as many as it is worth.
  /// - Throws: ``InvalidInputError`` if the text is too short for the plan, or a number of the plan, the optimizer or the
  ///   progress is outside of its range.
  public init(
    plan: TrainingPlan, text: TrainingText, model: Model, optimizer: (any Optimizer<Model>)? = nil,
    progress: Progress? = nil, threadCount: Int? = nil
  ) throws {
    let progress = progress ?? Progress(generator: SplitMix64(seed: plan.seed))
    batchSize = try plan.fittingBatchSize(for: text)
    let flaw =
      progress.flaw(in: plan, updateCount: optimizer?.memory.updateCount ?? 0)
      ?? progress.stateFlaw(in: model, batchSize: batchSize)
    if let flaw { throw InvalidInputError("the progress does not fit the plan: \(flaw)") }
    guard model.vocabularySize == text.vocabularySize else {
      throw InvalidInputError(
        "a model of \(model.vocabularySize) tokens cannot learn from \(text.name), which has \(text.vocabularySize); "
          + "make it for the text's vocabulary")
    }
    self.plan = plan
    self.text = text
    rule = optimizer ?? plan.freshOptimizer(for: model)
    parameterCount = model.parameterCount
    self.threadCount = threadCount
    let pass = model.pass(
      batchSize: batchSize, stepCount: plan.sequenceLength, threadCount: threadCount, isTraining: true)
    pass.state = progress.state
    self.pass = pass
    place = progress
    heldOut = SequentialWindows(
      text.heldOut, batchSize: min(batchSize, max(1, (text.heldOut.count - 1) / plan.sequenceLength)),
      stepCount: plan.sequenceLength, includesPartialWindow: true)
    windows = SequentialWindows(
      text.training, batchSize: batchSize, stepCount: plan.sequenceLength, offset: progress.offset)
  }

  /// The model as it is now, a copy.
  public var model: Model { pass.model }
  /// The optimizer with its memory as it is now, a copy.
  public var optimizer: any Optimizer<Model> { pass.current(rule) }
  /// Where in the text the training is, and what it carries.
  public var progress: Progress {
    var progress = place
    progress.state = pass.state
    return progress
  }
  /// Whether all numbers of the model, the optimizer and the carried states are finite. An update too far can leave some
  /// that are not, which the next one finds.
  public var isFinite: Bool {
    ([model] + optimizer.memory.averages.values).allSatisfy { parameters in
      parameters.namedParameters.allSatisfy { parameters[keyPath: $0.path].isQuicklyFinite }
    } && (pass.state ?? []).allSatisfy { $0.parts.values.allSatisfy(\.isQuicklyFinite) }
  }
  /// How many tokens one update learns from, T · B, times the windows that it accumulates.
  public var tokensPerStep: Int { plan.sequenceLength * batchSize * (plan.accumulation ?? 1) }
  /// Whether all updates of the plan are done.
  public var isFinished: Bool { place.step >= plan.stepCount }
  /// How many updates there have been.
  public var step: Int { place.step }
  /// The mean loss of the last hundred updates or so, exponentially weighted, in nats.
  public var runningLoss: Double { place.runningLoss }

  /// One update; or none, if the loss or the gradient is not a finite number. Then ``divergence`` tells why, and the
  /// model stays as it is.
  ///
  /// - Returns: the mean loss of its windows before the update, in nats.
  /// - Precondition: the training has not diverged.
  @discardableResult
  public func advance() -> Double {
    require(divergence == nil, divergence?.description ?? "")
    let rate = plan.learningRate(atStep: place.step)
    let loss = findGradient()
    let (norm, isFinite) = pass.clipGradient(to: plan.clipNorm)
    guard loss.isFinite, isFinite else {
      divergence = TrainingDivergence(
        update: place.step + 1, loss: loss, gradientNorm: norm, learningRate: rate)
      return loss
    }
    rule.learningRate = rate
    pass.update(by: &rule)
    place.step += 1
    let memory = min(0.99, 1 - 1 / Double(place.step))
    place.runningLoss = memory * place.runningLoss + (1 - memory) * loss
    return loss
  }

  /// The mean loss over the held-out text, in nats; nothing is dropped.
  public func heldOutLoss() -> Double {
    evaluation.model = model
    return evaluation.meanLoss(over: heldOut)
  }

  /// The loss of the next windows, whose gradient is left in the pass: the mean over as many as the plan accumulates.
  private func findGradient() -> Double {
    let count = plan.accumulation ?? 1
    guard count > 1 else { return nextLoss() }
    var (loss, sum) = (nextLoss(), pass.gradient)
    for _ in 1..<count {
      loss += nextLoss()
      sum.add(pass.gradient, times: 1)
    }
    sum.scale(by: 1 / Model.Scalar(count))
    pass.gradient = sum
    return loss / Double(count)
  }

  private func nextLoss() -> Double {
    if place.window >= windows.windowCount { startEpoch() }
    defer { place.window += 1 }
    return pass.lossAndGradient(of: windows[place.window], droppingWith: &place.generator)
  }

  /// Other windows than in the last epoch, to the extent that the text has room for an offset.
  private func startEpoch() {
    let room = (text.training.count - 1) % (batchSize * plan.sequenceLength)
    place.offset = Int.random(in: 0...min(room, plan.sequenceLength - 1), using: &place.generator)
    place.window = 0
    pass.state = nil
    windows = SequentialWindows(
      text.training, batchSize: batchSize, stepCount: plan.sequenceLength, offset: place.offset)
  }
}
