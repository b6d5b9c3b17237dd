import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding
import XCTest

/// What someone else's package can do with only public names: an own cell, an own model and an own optimizer
/// train, are written and resume.
final class OwnPartsTests: XCTestCase {
  private let text = TrainingText((0..<400).map { "\($0 * $0 % 97), " }.joined())
  private let file = URL(fileURLWithPath: NSTemporaryDirectory())
    .appendingPathComponent("own-\(UUID().uuidString).safetensors")

  override func tearDown() { try? FileManager.default.removeItem(at: file) }

  private var plan: TrainingPlan {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.layerCount, plan.batchSize, plan.sequenceLength) = (6, 2, 3, 7)
    (plan.stepCount, plan.dropout, plan.embeddingSize) = (60, 0.2, 5)
    return plan
  }

  func testAnOwnCellAndAnOwnOptimizerTrainAndResume() throws {
    var generator = SplitMix64(seed: plan.seed)
    let model = LanguageModel<LeakyCell>(
      vocabularySize: text.vocabularySize, hiddenSize: 6, layerCount: 2, embeddingSize: 5,
      dropout: Dropout(probability: 0.2), using: &generator)
    let rule = SignDescent<LanguageModel<LeakyCell>>(learningRate: 0.01)
    let trainer = try LanguageModelTrainer(plan: plan, text: text, model: model, optimizer: rule)
    let first = trainer.heldOutLoss()
    while trainer.step < 40 { trainer.advance() }
    XCTAssertLessThan(trainer.heldOutLoss(), first - 0.1)
    try trainer.save(to: file)
    let resumed = try ModelCheckpoint<LeakyCell>(contentsOf: file).trainer(on: text, optimizer: rule)
    while !trainer.isFinished { XCTAssertEqual(resumed.advance(), trainer.advance()) }
    XCTAssertThrowsError(try ModelCheckpoint<LeakyCell>(contentsOf: file).trainer(on: text)) {
      XCTAssertTrue("\($0)".contains("not one with [\"mean\", \"meanSquare\"]"), "\($0)")
    }
  }

  func testAnOwnModelTrains() throws {
    let model = Bigrams(weight: .zeros(rows: text.vocabularySize, columns: text.vocabularySize))
    var plan = plan
    (plan.learningRate, plan.accumulation) = (0.05, 2)
    let trainer = try Trainer(plan: plan, text: text, model: model)
    let first = trainer.heldOutLoss()
    let best = try trainer.run()
    XCTAssertLessThan(best.heldOutLoss, first - 0.5)
    XCTAssertEqual(trainer.step, 60)
  }
}

/// `H_t = ½ H_{t-1} + ½ tanh(X_t · W)`: a cell with only what the protocol requires.
private struct LeakyCell: RecurrentCell {
  var weight: Matrix<Double>
  let hiddenSize: Int
  struct Cache: Sendable { let input, candidate: Matrix<Double> }
  static var kind: String { "Leaky" }

  init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    weight = .uniform(rows: inputSize, columns: hiddenSize, in: -0.5...0.5, using: &generator)
    self.hiddenSize = hiddenSize
  }

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    [("weight", \.weight)]
  }
  var inputSize: Int { weight.rows }
  func initialState(batchSize: Int) -> Matrix<Double> { .zeros(rows: batchSize, columns: hiddenSize) }

  func step(_ input: Matrix<Double>, from state: Matrix<Double>) -> (state: Matrix<Double>, cache: Cache) {
    let candidate = tanh(matmul(input, weight))
    return ((state + candidate) * 0.5, Cache(input: input, candidate: candidate))
  }

  func backward(_ gradient: Matrix<Double>, through cache: Cache, adding sum: inout Self) -> (
    input: Matrix<Double>, state: Matrix<Double>
  ) {
    let sums = gradient * 0.5 * cache.candidate.map { 1 - $0 * $0 }
    sum.weight.addProduct(cache.input, sums, transposingFirst: true)
    return (matmul(sums, weight, transposingSecond: true), gradient * 0.5)
  }
}

/// `θ ← θ - η sign(g)`, without a memory.
private struct SignDescent<Parameters: ParameterCollection>: Optimizer {
  var learningRate: Double

  mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    for (_, path) in parameters.namedParameters {
      let signs = gradient[keyPath: path].map { $0 > 0 ? 1 : ($0 < 0 ? -1 : 0) }
      parameters[keyPath: path].add(signs, times: Parameters.Scalar(-learningRate))
    }
  }
}

/// A model without recurrence: the next token's logits are a row of a table.
private struct Bigrams: TrainableModel {
  var weight: Matrix<Float>
  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Float>>)] { [("weight", \.weight)] }
  var vocabularySize: Int { weight.columns }
  func initialState(batchSize: Int) -> [Matrix<Float>] { [] }

  func loss(of window: TokenWindow, from state: [Matrix<Float>]?) -> (
    loss: Double, finalState: [Matrix<Float>]
  ) {
    let logits = Embedding(weight: weight)(Array(window.inputs.joined()))
    return (Double(crossEntropy(logits: logits, targets: Array(window.targets.joined()))), [])
  }

  func lossAndGradient(
    of window: TokenWindow, from state: [Matrix<Float>]?,
    droppingWith generator: inout some RandomNumberGenerator
  ) -> (loss: Double, gradient: Self, finalState: [Matrix<Float>]) {
    let (inputs, targets) = (Array(window.inputs.joined()), Array(window.targets.joined()))
    let table = Embedding(weight: weight)
    let logits = table(inputs)
    var gradient = table.zeroed()
    table.backward(crossEntropyGradient(logits: logits, targets: targets), through: inputs, adding: &gradient)
    return (Double(crossEntropy(logits: logits, targets: targets)), Bigrams(weight: gradient.weight), [])
  }
}
