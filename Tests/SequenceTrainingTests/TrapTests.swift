#if os(Linux)
  import Foundation
  import LinearAlgebra
  import RecurrentNetworks
  import SequenceTraining
  import TestSupport
  import XCTest

  /// Every trap has a message. Each case is run by this test's own program, started again.
  final class TrapTests: XCTestCase {
    private static let variable = "COURSE_TRAPPED_CASE"

    /// The call, and the words it must end with.
    private static let cases: [TrappedCase] = [
      ("added to every count must be a positive number, not 0.0", { count(.adding(k: 0)) }),
      ("added to every count must be a positive number, not -1.0", { count(.adding(k: -1)) }),
      ("added to every count must be a positive number, not nan", { count(.adding(k: .nan)) }),
      ("added to every count must be a positive number, not 1e+308", { count(.adding(k: 1e308)) }),
      ("takes 3 weights that sum to 1", { count(.interpolating(weights: [0.5, .nan, 0.5])) }),
      ("tokens run from 0 to 1, and 3 is not one", { count(.adding(k: 1), [0, 3, 0, 3]) }),
      ("tokens run from 0 to 1, and -1 is not one", { count(.maximumLikelihood, [0, -1]) }),
      ("tokens run from 0 to 1, and 2 is not one", { _ = pairs.probability(of: 2, after: [0]) }),
      ("tokens run from 0 to 1, and -1 is not one", { _ = pairs.probability(of: 0, after: [-1]) }),
      ("2-grams need a context of 1 tokens, not 0", { _ = pairs.probability(of: 0, after: []) }),
      (
        "no windows to take the mean of",
        { _ = pairs.meanCrossEntropy(over: SequentialWindows([], batchSize: 1, stepCount: 2)) }
      ),
      ("the learning rate nan is not usable", { _ = SGD(for: linear, learningRate: .nan) }),
      ("the learning rate -0.1 is not usable", { _ = Adam(for: linear, learningRate: -0.1) }),
      ("the learning rate 1e+300 is not usable", { _ = RMSprop(for: linear, learningRate: 1e300) }),
      (
        "the learning rate inf is not usable",
        {
          var (optimizer, parameters) = (Adagrad(for: linear), linear)
          optimizer.learningRate = .infinity
          optimizer.update(&parameters, along: linear)
        }
      ),
      ("the momentum 1.0 is not usable", { _ = SGD(for: linear, learningRate: 0.1, momentum: 1) }),
      ("the decay of the mean nan is not usable", { _ = Adam(for: linear, meanDecay: .nan) }),
      ("the decay of the mean square 1.5 is not usable", { _ = Adam(for: linear, squareDecay: 1.5) }),
      ("the decay -0.5 is not usable", { _ = RMSprop(for: linear, decay: -0.5) }),
      ("the epsilon 0.0 is not usable", { _ = Adagrad(for: linear, epsilon: 0) }),
      ("the epsilon 1e-60 is not usable", { _ = Adam(for: linear, epsilon: 1e-60) }),
      ("so there is no step -1", { _ = LearningRateSchedule.constant.factor(atStep: -1) }),
      (
        "needs a decay of at least 0", { _ = LearningRateSchedule.exponential(decay: .nan).factor(atStep: 1) }
      ),
      ("gives the factor inf", { _ = LearningRateSchedule.exponential(decay: 2).factor(atStep: 5000) }),
      ("at least 1 step", { _ = LearningRateSchedule.stairs(decay: 0.5, every: 0).factor(atStep: 1) }),
      ("at least 1 step", { _ = LearningRateSchedule.cosine(floor: 0.1, steps: 0).factor(atStep: 1) }),
      (
        "batch, sequence length and number of updates are at least 1",
        {
          var plan = TrainingPlan()
          plan.sequenceLength = 0
          plan.fit(to: TrainingText("abcdefgh"), batchSize: nil, stepCount: nil)
        }
      ),
      ("the logit of token 1 is nan", { _ = try Sampler().probabilities([[0, .nan]] as Matrix<Float>) }),
      (
        "the logits of all 2 tokens are -inf",
        { _ = try Sampler(temperature: 0).probabilities([[-.infinity, -.infinity]] as Matrix<Float>) }
      ),
      ("the logit of token 0 is nan", { _ = spoiled.beamSearch(after: [0], length: 2, width: 2) }),
      ("the logit of token 0 is nan", { sample(5) }),
      ("there are no samples of -1 tokens", { sample(-1) }),
      ("too many empty parts to list", { _ = StoredTensor(shape: [1 << 40, 0], numbers: .float([])).parts }),
      ("cannot hold 1 numbers", { _ = StoredTensor(shape: [.max, 2], numbers: .float([1])) }),
      ("a model of 0 layers", { _ = model(layerCount: 0) }),
      (
        "tied weights need an embedding of the hidden size 2, not of none",
        {
          var generator = SplitMix64(seed: 1)
          _ = LanguageModel<RNNCell<Float>>(
            vocabularySize: 3, hiddenSize: 2, tiesWeights: true, using: &generator)
        }
      ),
      (
        "a model that embeds 5 tokens does not predict 3",
        {
          let table = Embedding<Float>(weight: .zeros(rows: 5, columns: 3))
          _ = LanguageModel(embedding: table, layers: model().layers, output: model().output)
        }
      ),
      (
        "does not fit an embedding of size 4",
        {
          let table = Embedding<Float>(weight: .zeros(rows: 3, columns: 4))
          _ = LanguageModel(embedding: table, layers: model().layers, output: model().output)
        }
      ),
      ("the weight decay -1.0 is not usable", { _ = Adam(for: linear, weightDecay: -1) }),
      (
        "an optimizer's memory of [] has no mean",
        {
          var optimizer = Adam(for: linear)
          optimizer.memory = OptimizerMemory()
        }
      ),
    ]

    private static var pairs: NGramModel { NGramModel(order: 2, counting: [0, 1, 0], vocabularySize: 2) }
    private static var linear: Linear<Float> { Linear(weight: [[1]], bias: [[1]]) }

    private static func count(_ estimate: NGramModel.Estimate, _ tokens: [Int] = [0, 1, 0]) {
      _ = NGramModel(order: 2, counting: tokens, vocabularySize: 2, estimate: estimate)
    }

    private static func model(layerCount: Int = 1) -> LanguageModel<RNNCell<Float>> {
      var generator = SplitMix64(seed: 1)
      return LanguageModel(vocabularySize: 3, hiddenSize: 2, layerCount: layerCount, using: &generator)
    }

    private static var spoiled: LanguageModel<RNNCell<Float>> {
      var model = model()
      model.output.bias[0, 0] = .nan
      return model
    }

    private static func sample(_ length: Int) {
      var generator = SplitMix64(seed: 1)
      guard let sampler = try? Sampler() else { return }
      spoiled.sample(after: [0], length: length, with: sampler, using: &generator) { _ in true }
    }

    func testOneCaseOfThem() throws {
      try runTrappedCase(of: Self.cases, askedForBy: Self.variable)
    }

    func testEachStopsWithItsSentence() throws {
      try assertEachTraps(
        Self.cases, in: "SequenceTrainingTests.TrapTests/testOneCaseOfThem", askedForBy: Self.variable)
    }
  }
#endif
