import LinearAlgebra
import RecurrentNetworks

/// Everything besides the kind of cell that decides how a language model is trained; the same plan for the same cell
/// and text gives the same model.
///
/// A number that is `nil` by default is not written to a checkpoint, so plans of older checkpoints are plans too.
public struct TrainingPlan: Codable, Equatable, Sendable {
  /// H, the size of the hidden state.
  public var hiddenSize = 256
  /// L, the number of stacked recurrent layers.
  public var layerCount = 1
  /// B, how many streams of the text are read at once.
  public var batchSize = 16
  /// T, through how many steps gradients flow.
  public var sequenceLength = 64
  /// How many updates in all.
  public var stepCount = 6000
  /// η at the start; it falls to a tenth along half a cosine.
  public var learningRate = 4e-3
  /// The global norm to which gradients are clipped.
  public var clipNorm = 1.0
  /// The part of the text that judges the model.
  public var heldOutShare = 0.1
  /// How many updates lie between two looks at the held-out text.
  public var evaluationInterval = 500
  /// Decides the first weights, the offsets of the epochs and what is dropped.
  public var seed: UInt64 = 1
  /// p, the part of the outputs that is dropped between two layers in training; `nil` drops nothing.
  public var dropout: Double?
  /// Whether a window is dropped from with one mask for all its steps; `nil` means that each step has its own.
  public var sharesDropoutMasks: Bool?
  /// p of the dropout on the states on their way to the next step, with one mask for a window; `nil` drops nothing.
  public var recurrentDropout: Double?
  /// E, the size of the embedding in front of the lowest layer; `nil` feeds it one-hot rows.
  public var embeddingSize: Int?
  /// Whether the embedding is the output layer's weight too; `nil` means no.
  public var tiesWeights: Bool?
  /// The rule that moves the parameters; `nil` means ``OptimizerKind/usual``.
  public var optimizer: OptimizerKind?
  /// λ of ``OptimizerKind/adamw``; `nil` means 0.01.
  public var weightDecay: Double?
  /// How the learning rate changes; `nil` means half a cosine down to a tenth, over all updates.
  public var schedule: LearningRateSchedule?
  /// How many windows' mean gradient one update follows, for a batch larger than the memory; `nil` means 1.
  public var accumulation: Int?
  /// How many evaluations in a row may be no better than the best before the training stops early; `nil` never stops it.
  public var patience: Int?

  /// The default plan.
  public init() {}

  /// Holds every number against its range: sizes are from 1 to a billion, and the others are such that `Float` can
  /// hold them and what is computed from them.
  ///
  /// - Throws: ``InvalidInputError`` naming the first number that is outside of its range.
  public func check() throws {
    if let flaw { throw InvalidInputError("the plan's \(flaw)") }
  }

  /// The first number that is outside of its range, with the range; `nil` if none is.
  var flaw: String? {
    let sizes = [
      ("hiddenSize", hiddenSize), ("layerCount", layerCount), ("batchSize", batchSize),
      ("sequenceLength", sequenceLength), ("stepCount", stepCount),
      ("evaluationInterval", evaluationInterval), ("embeddingSize", embeddingSize ?? 1),
      ("accumulation", accumulation ?? 1), ("patience", patience ?? 1),
    ]
    for (name, size) in sizes where !(1...Self.largestCount).contains(size) {
      return "\(name) is \(size), which is not from 1 to \(Self.largestCount)"
    }
    let numbers: [(name: String, number: Double, range: ClosedRange<Double>)] = [
      ("learningRate", learningRate, 1e-30...1e6), ("clipNorm", clipNorm, 1e-30...1e18),
      ("heldOutShare", heldOutShare, 0...0.999),
      ("dropout", dropout ?? 0, 0...0.999), ("recurrentDropout", recurrentDropout ?? 0, 0...0.999),
      ("weightDecay", weightDecay ?? 0, 0...1e6),
    ]
    for (name, number, range) in numbers where !range.contains(number) {
      return "\(name) is \(number), which is not from \(range.lowerBound) to \(range.upperBound)"
    }
    if tiesWeights == true, embeddingSize != hiddenSize {
      return
        "embeddingSize is \(embeddingSize.map(String.init) ?? "none"), and tied weights need that of hiddenSize, \(hiddenSize)"
    }
    return schedule?.flaw.map { "schedule has \($0)" }
  }

  /// The most of anything that is counted: far more than any training has, and far from overflow.
  static let largestCount = 1_000_000_000

  /// η for the update after `step` others.
  public func learningRate(atStep step: Int) -> Double {
    learningRate * (schedule ?? .cosine(floor: 0.1, steps: stepCount)).factor(atStep: step)
  }

  /// The dropout between two layers.
  var dropoutBetweenLayers: Dropout {
    Dropout(probability: dropout ?? 0, isSharedAcrossSteps: sharesDropoutMasks ?? false)
  }

  /// What is dropped from the states on their way to the next step.
  var dropoutOfStates: Dropout { Dropout(probability: recurrentDropout ?? 0) }

  /// An optimizer of the plan's kind with no memory yet.
  func freshOptimizer<Parameters: ParameterCollection>(for parameters: Parameters) -> any Optimizer<
    Parameters
  > {
    (optimizer ?? .usual).optimizer(
      for: parameters, learningRate: learningRate, weightDecay: weightDecay ?? 0.01)
  }

  /// Whether the training has waited long enough for a model that is better than its best.
  public func stopsEarly(atStep step: Int, bestStep: Int) -> Bool {
    patience.map { (step - bestStep) / evaluationInterval >= $0 } ?? false
  }

  /// Sets what depends on the length of the text, unless it is given: a short text is read by fewer streams,
  /// so that an epoch has some forty updates, and for at most twenty epochs, after which it is learned by heart;
  /// a short training looks at the held-out text more often.
  ///
  /// - Precondition: the sequence length is positive, and so is what is given.
  public mutating func fit(to text: TrainingText, batchSize: Int?, stepCount: Int?) {
    require(
      sequenceLength > 0 && self.batchSize > 0 && batchSize ?? 1 > 0 && stepCount ?? 1 > 0,
      "a plan's batch, sequence length and number of updates are at least 1")
    let sequences = max(1, text.training.count / sequenceLength)
    self.batchSize = batchSize ?? min(self.batchSize, max(4, sequences / 40))
    let epoch = max(1, sequences / self.batchSize)
    self.stepCount = stepCount ?? min(self.stepCount, max(200, 20 * epoch))
    evaluationInterval = min(evaluationInterval, max(100, self.stepCount / 500 * 50))
  }

  /// The batch that the training part of a text fills with at least one window a stream.
  ///
  /// - Throws: ``InvalidInputError`` if not even one sequence fits, or a number of the plan is outside of its range.
  public func fittingBatchSize(for text: TrainingText) throws -> Int {
    try check()
    let (training, heldOut) = (text.training.count, text.heldOut.count)
    guard training > sequenceLength, heldOut >= 2 else {
      throw InvalidInputError(
        "\(text.name) is too short: \(training) characters to train on and \(heldOut) held out, where one sequence "
          + "takes \(sequenceLength + 1) and judging takes 2; use a longer text or a smaller --sequence")
    }
    return min(batchSize, (training - 1) / sequenceLength)
  }
}
