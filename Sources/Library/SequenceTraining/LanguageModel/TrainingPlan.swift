/// Everything beside the kind of cell that decides how a language model is trained; the same plan for the same cell
/// and text gives the same model.
public struct TrainingPlan: Codable, Equatable, Sendable {
  /// H, the size of the hidden state.
  public var hiddenSize = 256
  /// L, how many recurrent layers stand on top of each other.
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
  /// Decides the first weights and the offsets of the epochs.
  public var seed: UInt64 = 1

  /// The default plan.
  public init() {}

  /// Whether every size is at least 1.
  var isSound: Bool {
    [hiddenSize, layerCount, batchSize, sequenceLength, stepCount, evaluationInterval].allSatisfy { $0 > 0 }
  }

  /// η for the update after `step` others: half a cosine down to a tenth.
  public func learningRate(atStep step: Int) -> Double {
    learningRate * LearningRateSchedule.cosine(floor: 0.1, steps: stepCount).factor(atStep: step)
  }

  /// Sets what depends on the length of the text, unless it is given: a short text is read by fewer streams,
  /// so that an epoch has some forty updates, and for at most twenty epochs, after which it is learned by heart;
  /// a short training looks at the held-out text more often.
  public mutating func fit(to text: TrainingText, batchSize: Int?, stepCount: Int?) {
    let sequences = max(1, text.training.count / sequenceLength)
    self.batchSize = batchSize ?? min(self.batchSize, max(4, sequences / 40))
    let epoch = max(1, sequences / self.batchSize)
    self.stepCount = stepCount ?? min(self.stepCount, max(200, 20 * epoch))
    evaluationInterval = min(evaluationInterval, max(100, self.stepCount / 500 * 50))
  }

  /// The batch that the training part of a text fills with at least one window a stream.
  ///
  /// - Throws: ``UnusableInput`` where not even one sequence fits.
  public func fittingBatchSize(for text: TrainingText) throws -> Int {
    let (training, heldOut) = (text.training.count, text.heldOut.count)
    guard training > sequenceLength, heldOut >= 2 else {
      throw UnusableInput(
        "\(text.name) is too short: \(training) characters to train on and \(heldOut) held out, where one sequence "
          + "takes \(sequenceLength + 1) and judging takes 2; use a longer text or a smaller --sequence")
    }
    return min(batchSize, (training - 1) / sequenceLength)
  }
}
