import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding
import XCTest

/// Optimizers, accumulation, early stopping and tokens of every kind, each through a file and back.
final class TrainerTests: XCTestCase {
  private let sentence = "the lamp of the old tower burns, and the ship sees the lamp. "
  private let file = URL(fileURLWithPath: NSTemporaryDirectory())
    .appendingPathComponent("trainer-\(UUID().uuidString).safetensors")

  override func tearDown() { try? FileManager.default.removeItem(at: file) }

  private func plan(_ change: (inout TrainingPlan) -> Void = { _ in }) -> TrainingPlan {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength, plan.stepCount) = (6, 2, 5, 24)
    change(&plan)
    return plan
  }

  private func text(_ kind: TokenKind = .characters) throws -> TrainingText {
    try TrainingText(String(repeating: sentence, count: 20), tokens: kind)
  }

  private func assertResumes(_ plan: TrainingPlan, _ text: TrainingText, _ label: String) throws {
    let whole = try LanguageModelTrainer<GRUCell<Float>>(plan: plan, text: text)
    while whole.step < 11 { whole.advance() }
    try whole.save(to: file)
    let resumed = try ModelCheckpoint<GRUCell<Float>>(contentsOf: file).trainer(on: text, threadCount: 2)
    XCTAssertEqual(resumed.optimizer.memory.averages.keys, whole.optimizer.memory.averages.keys, label)
    while !whole.isFinished { XCTAssertEqual(resumed.advance(), whole.advance(), label) }
    XCTAssertEqual(resumed.heldOutLoss(), whole.heldOutLoss(), label)
    for (name, path) in whole.model.namedParameters {
      XCTAssertEqual(resumed.model[keyPath: path], whole.model[keyPath: path], "\(label) \(name)")
    }
  }

  func testEveryOptimizerResumesToTheLastBit() throws {
    var losses: Set<Double> = []
    for kind in OptimizerKind.allCases {
      let plan = plan { $0.optimizer = kind }
      try assertResumes(plan, text(), kind.rawValue)
      let trainer = try LanguageModelTrainer<GRUCell<Float>>(plan: plan, text: text())
      while !trainer.isFinished { trainer.advance() }
      losses.insert(trainer.heldOutLoss())
    }
    XCTAssertEqual(losses.count, OptimizerKind.allCases.count, "each is a separate rule")
  }

  func testEverythingTogetherResumesToTheLastBit() throws {
    for kind in TokenKind.allCases {
      let plan = plan {
        ($0.layerCount, $0.dropout, $0.embeddingSize, $0.tiesWeights) = (2, 0.3, 6, true)
        ($0.optimizer, $0.weightDecay, $0.accumulation) = (.adamw, 0.1, 3)
        $0.schedule = .warmup(steps: 4, then: .stairs(decay: 0.5, every: 10))
      }
      try assertResumes(plan, text(kind), kind.rawValue)
    }
  }

  /// Without limits and offsets, one update over two windows is one over a batch of both: the mean of the gradients.
  func testAccumulationTakesTheMeanOfItsWindows() throws {
    let text = try text()
    var generator = SplitMix64(seed: 3)
    let model = LanguageModel<RNNCell<Double>>(
      vocabularySize: text.vocabularySize, hiddenSize: 6, using: &generator)
    let plan = plan { ($0.optimizer, $0.accumulation, $0.learningRate, $0.clipNorm) = (.sgd, 2, 0.1, 1e6) }
    let trainer = try LanguageModelTrainer(plan: plan, text: text, model: model)
    let loss = trainer.advance()
    let windows = SequentialWindows(text.training, batchSize: 2, stepCount: 5)
    let first = model.lossAndGradient(of: windows[0], from: nil)
    let second = model.lossAndGradient(of: windows[1], from: first.finalState)
    XCTAssertEqual(loss, (first.loss + second.loss) / 2, accuracy: 1e-12)
    for (name, path) in model.namedParameters {
      let mean = (first.gradient[keyPath: path] + second.gradient[keyPath: path]) * 0.5
      let expected = model[keyPath: path] - mean * 0.1
      XCTAssertLessThan((trainer.model[keyPath: path] - expected).norm, 1e-10, name)
    }
    XCTAssertEqual(trainer.tokensPerStep, 20)
  }

  func testATrainingThatGetsNoBetterStopsWithItsBestModel() throws {
    let plan = plan {
      ($0.stepCount, $0.evaluationInterval, $0.patience, $0.learningRate) = (4000, 5, 3, 0.8)
    }
    let trainer = try LanguageModelTrainer<RNNCell<Float>>(plan: plan, text: text())
    var losses: [Double] = []
    let best = try trainer.run { losses.append($1) }
    XCTAssertLessThan(trainer.step, 4000)
    XCTAssertEqual(best.heldOutLoss, losses.min())
    XCTAssertEqual(trainer.step, best.step + 15)
    let again = try LanguageModelTrainer(plan: plan, text: text(), model: best.model)
    XCTAssertEqual(again.heldOutLoss(), best.heldOutLoss)
  }

  /// With only the file, texts are cut and joined as in the training.
  func testTheTokenizerComesBackFromTheFile() throws {
    for kind in TokenKind.allCases {
      let text = try text(kind)
      let trainer = try LanguageModelTrainer<GRUCell<Float>>(plan: plan(), text: text)
      try trainer.save(to: file)
      let stored = try ModelCheckpoint<GRUCell<Float>>(contentsOf: file, isForTraining: false)
      XCTAssertEqual(stored.tokenizer.vocabulary, text.tokenizer.vocabulary, kind.rawValue)
      let again = try TrainingText(String(repeating: sentence, count: 20), tokenizer: stored.tokenizer)
      XCTAssertEqual(again.training, text.training, kind.rawValue)
      XCTAssertEqual(again.fingerprint, text.fingerprint)
      let tokens = try stored.tokenizer.encode("the old ship")
      var joined = ""
      for (index, token) in tokens.enumerated() {
        joined += stored.tokenizer.continuation(by: token, after: index == 0 ? nil : tokens[index - 1])
      }
      XCTAssertEqual(joined, "the old ship", kind.rawValue)
      XCTAssertEqual(text.charactersPerToken == 1, kind == .characters)
      var generator = SplitMix64(seed: 4)
      var drawn: [String] = []
      try stored.sample(after: "the lamp", length: 9, with: Sampler(), using: &generator) {
        drawn.append($0)
        return true
      }
      XCTAssertEqual(drawn.count, 9)
    }
  }

  func testWordsAreWordsAndPiecesArePieces() throws {
    XCTAssertEqual(try text(.words).tokenizer.tokens(of: "the lamp."), ["the", "lamp", "."])
    XCTAssertEqual(try text(.pieces).tokenizer.tokens(of: "the lamp."), ["the</w>", "lamp.</w>"])
    XCTAssertLessThan(try text(.pieces).training.count, try text().training.count)
    XCTAssertThrowsError(try TrainingText("a</w>b a</w>b", tokens: .pieces)) {
      XCTAssertTrue("\($0)".contains("or train on words or characters"), "\($0)")
    }
  }

  func testAModelOfAnotherVocabularyIsRefused() throws {
    var generator = SplitMix64(seed: 5)
    let model = LanguageModel<RNNCell<Float>>(vocabularySize: 5, hiddenSize: 6, using: &generator)
    XCTAssertThrowsError(try LanguageModelTrainer(plan: plan(), text: text(), model: model)) {
      XCTAssertTrue("\($0)".contains("a model of 5 tokens cannot learn from the text, which has"), "\($0)")
    }
  }

  func testADamagedTokenizerIsRefused() throws {
    let trainer = try LanguageModelTrainer<GRUCell<Float>>(plan: plan(), text: text(.pieces))
    try trainer.save(to: file)
    var contents = try TensorFile(contentsOf: file)
    contents.metadata["course.tokenizer"] = "{\"kind\":\"words\",\"unknown\":9999}"
    try contents.write(to: file)
    XCTAssertThrowsError(try ModelCheckpoint<GRUCell<Float>>(contentsOf: file)) {
      XCTAssertTrue("\($0)".contains("its course.tokenizer does not fit its course.vocabulary"), "\($0)")
    }
  }
}
