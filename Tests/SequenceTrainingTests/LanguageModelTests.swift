import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

final class LanguageModelTests: XCTestCase {
  private typealias Model<Scalar: MatrixScalar> = LanguageModel<RNNCell<Scalar>>

  func testEveryGradientOfTheModel() {
    checkGradients(of: RNNCell<Double>.self, layerCount: 1)
    checkGradients(of: RNNCell<Double>.self, layerCount: 3)
    checkGradients(of: GRUCell<Double>.self, layerCount: 2)
    checkGradients(of: LSTMCell<Double>.self, layerCount: 2)
  }

  private func checkGradients<Cell: RecurrentCell>(of kind: Cell.Type, layerCount: Int)
  where Cell.Scalar == Double {
    var generator = SplitMix64(seed: 8)
    let model = LanguageModel<Cell>(
      vocabularySize: 7, hiddenSize: 4, layerCount: layerCount, using: &generator)
    let state = model.initialState(batchSize: 2).map {
      $0.combined(with: $0) { zero, _ in
        .uniform(rows: zero.rows, columns: zero.columns, in: -1...1, using: &generator)
      }
    }
    let window = SequentialWindows([0, 3, 6, 1, 5, 2, 4, 4, 0, 1, 6, 2], batchSize: 2, stepCount: 5)[0]
    let (loss, gradient, finalState) = model.lossAndGradient(of: window, from: state)
    XCTAssertEqual(model.layerCount, layerCount)
    XCTAssertEqual(model.namedParameters.count, 3 * layerCount + 2)
    for check in GradientChecking.checkGradients(
      gradient, of: { $0.loss(of: window, from: state).loss }, at: model)
    {
      XCTAssertTrue(check.passes(), "\(Cell.kind), \(layerCount) layers: \(check.description)")
      XCTAssertEqual(check.kinks, [], check.description)
    }
    let again = model.loss(of: window, from: state)
    XCTAssertEqual(loss, again.loss)
    XCTAssertEqual(finalState.map(\.parts), again.finalState.map(\.parts))
  }

  /// The step that sampling takes is the step that training takes.
  func testStepsOneByOneGiveTheLossOfTheWindow() {
    var generator = SplitMix64(seed: 18)
    let model = LanguageModel<LSTMCell<Double>>(
      vocabularySize: 7, hiddenSize: 4, layerCount: 2, using: &generator)
    let window = SequentialWindows([0, 3, 6, 1, 5, 2, 4, 4, 0, 1, 6, 2], batchSize: 2, stepCount: 5)[0]
    var state = model.initialState(batchSize: 2)
    var sum = 0.0
    for (tokens, targets) in zip(window.inputs, window.targets) {
      let (logits, next) = model.step(tokens, from: state)
      XCTAssertEqual(logits.shape, MatrixShape(2, 7))
      sum += crossEntropy(logits: logits, targets: targets)
      state = next
    }
    let (loss, finalState) = model.loss(of: window, from: nil)
    XCTAssertEqual(sum / 5, loss, accuracy: 1e-14)
    for (ours, theirs) in zip(state, finalState) {
      XCTAssertLessThan((ours.cell - theirs.cell).norm, 1e-14)
    }
  }

  func testTrainingLearnsACycle() throws {
    let text = TrainingText(String(repeating: "abcdefg, ", count: 60))
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength, plan.stepCount) = (16, 4, 9, 150)
    plan.learningRate = 1e-2
    let trainer = try LanguageModelTrainer<RNNCell<Float>>(plan: plan, text: text)
    XCTAssertEqual(trainer.heldOutLoss(), 2.2, accuracy: 0.4, "about ln 9 at the start")
    while !trainer.isFinished { trainer.advance() }
    XCTAssertLessThan(trainer.heldOutLoss(), 0.1)
  }

  /// A cell that the fused path does not know is trained step by step.
  func testACellWithoutAFusedFormLearnsToo() throws {
    let text = TrainingText(String(repeating: "abcdefg, ", count: 60))
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength, plan.stepCount) = (12, 4, 9, 60)
    plan.learningRate = 2e-2
    let trainer = try LanguageModelTrainer<PeepholeLSTMCell<Float>>(plan: plan, text: text)
    let before = trainer.heldOutLoss()
    while !trainer.isFinished { trainer.advance() }
    XCTAssertLessThan(trainer.heldOutLoss(), before / 2)
    XCTAssertNotNil(trainer.progress.state)
  }

  func testSamplingFeedsBackAndASeedRepeats() throws {
    var generator = SplitMix64(seed: 9)
    let model = Model<Float>(vocabularySize: 7, hiddenSize: 4, using: &generator)
    func draw(_ seed: UInt64) throws -> [Int] {
      var tokens: [Int] = []
      var generator = SplitMix64(seed: seed)
      model.sample(after: [2, 5], length: 30, with: try Sampler(), using: &generator) {
        tokens.append($0)
        return tokens.count < 20
      }
      return tokens
    }
    XCTAssertEqual(try draw(1), try draw(1))
    XCTAssertNotEqual(try draw(1), try draw(2))
    XCTAssertEqual(try draw(1).count, 20, "the receiver can end it")
  }

  /// What is scored from `x_1 = 0` can be drawn from there: how often a first token comes is its probability.
  func testSamplingBeginsWhereScoringDoes() throws {
    var generator = SplitMix64(seed: 19)
    let sampler = try Sampler()
    for embeddingSize in [nil, 3] {
      let model = Model<Float>(
        vocabularySize: 3, hiddenSize: 4, embeddingSize: embeddingSize, using: &generator)
      var counts = [0, 0, 0]
      for _ in 0..<3000 {
        counts[model.sample(after: [], length: 1, with: sampler, using: &generator)[0]] += 1
      }
      for token in 0..<3 {
        let probability = Foundation.exp(model.logProbability(of: [token]))
        XCTAssertEqual(Double(counts[token]) / 3000, probability, accuracy: 0.04)
      }
      let best = model.beamSearch(after: [], length: 2, width: 9)
      XCTAssertEqual(best.count, 9)
      XCTAssertEqual(best[0].logProbability, model.logProbability(of: best[0].tokens), accuracy: 1e-5)
      XCTAssertEqual(best.reduce(0) { $0 + Foundation.exp($1.logProbability) }, 1, accuracy: 1e-5)
    }
  }
}

final class SamplerTests: XCTestCase {
  private let logits: Matrix<Double> = [[1, 3, 2, 3]]

  func testTemperatureSharpensAndFlattens() throws {
    let plain = try Sampler().probabilities(logits)
    XCTAssertEqual(plain, softmax(logits).elements)
    XCTAssertGreaterThan(try Sampler(temperature: 0.5).probabilities(logits)[1], plain[1])
    XCTAssertLessThan(try Sampler(temperature: 5).probabilities(logits)[1], plain[1])
    XCTAssertEqual(try Sampler(temperature: 0).probabilities(logits), [0, 1, 0, 0])
  }

  func testTopKKeepsExactlyK() throws {
    let probabilities = try Sampler(topK: 1).probabilities(logits)
    XCTAssertEqual(probabilities, [0, 1, 0, 0])
    let three = try Sampler(topK: 3).probabilities(logits)
    XCTAssertEqual(three[0], 0)
    XCTAssertEqual(three.reduce(0, +), 1, accuracy: 1e-15)
  }

  /// The probabilities are 0.06, 0.42, 0.11 and 0.42 or so.
  func testTopPKeepsTheFewestThatReachP() throws {
    func kept(_ p: Double) throws -> [Int] {
      try Sampler(topP: p).probabilities(logits).enumerated().filter { $0.element > 0 }.map(\.offset)
    }
    XCTAssertEqual(try kept(0.3), [1])
    XCTAssertEqual(try kept(0.5), [1, 3])
    XCTAssertEqual(try kept(0.9), [1, 2, 3])
    XCTAssertEqual(try kept(1), [0, 1, 2, 3])
    XCTAssertEqual(try Sampler(topK: 2, topP: 0.5).probabilities(logits), [0, 1, 0, 0])
    XCTAssertEqual(try Sampler(topP: 0.5).probabilities(logits).reduce(0, +), 1, accuracy: 1e-15)
  }

  func testDrawsFollowTheProbabilities() throws {
    var generator = SplitMix64(seed: 10)
    let sampler = try Sampler()
    var counts = [0, 0, 0, 0]
    for _ in 0..<20_000 { counts[sampler.choose(logits, using: &generator)] += 1 }
    for (count, probability) in zip(counts, sampler.probabilities(logits)) {
      XCTAssertEqual(Double(count) / 20_000, probability, accuracy: 0.015)
    }
  }

  func testUnusableValuesAreRefused() {
    XCTAssertThrowsError(try Sampler(temperature: -1))
    XCTAssertThrowsError(try Sampler(temperature: .nan))
    XCTAssertThrowsError(try Sampler(topK: 0))
    XCTAssertThrowsError(try Sampler(topP: 0))
    XCTAssertThrowsError(try Sampler(topP: 1.01))
  }
}
