import Foundation
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding
import XCTest

/// What a command sees: models whose kind of cell is a word that a user typed or a file names.
final class CharacterModelTests: XCTestCase {
  private let text = TrainingText((0..<300).map { "\($0 * $0 % 97), " }.joined())
  private let file = URL(fileURLWithPath: NSTemporaryDirectory())
    .appendingPathComponent("character-model-\(UUID().uuidString).safetensors")

  override func tearDown() { try? FileManager.default.removeItem(at: file) }

  private var plan: TrainingPlan {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.layerCount, plan.batchSize, plan.sequenceLength, plan.stepCount) = (6, 2, 3, 7, 9)
    return plan
  }

  /// The file alone says what comes back, and the training goes on as if nothing had happened.
  func testEveryKindComesBackFromItsFile() throws {
    for kind in CellKind.allCases {
      let whole = try kind.trainer(plan: plan, text: text)
      while whole.step < 4 { whole.advance() }
      try whole.save(to: file, on: text)
      let checkpoint = try CellKind.checkpoint(contentsOf: file)
      XCTAssertEqual(checkpoint.cellName, kind.name)
      XCTAssertEqual(checkpoint.plan, plan)
      let resumed = try checkpoint.resumed(on: text, stepCount: nil, threadCount: nil)
      XCTAssertEqual(resumed.parameterCount, whole.parameterCount)
      while !resumed.isFinished { XCTAssertEqual(resumed.advance(), whole.advance(), kind.name) }
      XCTAssertEqual(resumed.step, 9)
      XCTAssertEqual(resumed.heldOutLoss(), whole.heldOutLoss())
    }
  }

  func testTheNumberOfThreadsChangesNoBit() throws {
    var plan = plan
    (plan.hiddenSize, plan.batchSize) = (40, 7)
    let trainers = try [1, 2, 3].map { try CellKind.gru.trainer(plan: plan, text: text, threadCount: $0) }
    for trainer in trainers { while !trainer.isFinished { trainer.advance() } }
    for trainer in trainers.dropFirst() {
      XCTAssertEqual(trainer.runningLoss, trainers[0].runningLoss)
      XCTAssertEqual(trainer.heldOutLoss(), trainers[0].heldOutLoss())
    }
  }

  func testKindsDifferInTheNumberOfTheirGates() throws {
    let v = text.vocabularySize
    let expected = { (gates: Int) in gates * ((v + 6 + 1) * 6 + (6 + 6 + 1) * 6) + (6 + 1) * v }
    let counts = try CellKind.allCases.map { try $0.trainer(plan: plan, text: text).parameterCount }
    // The GRU that resets after the product has one more bias a layer.
    XCTAssertEqual(counts, [expected(1), expected(3) + 2 * 6, expected(4)])
  }

  func testASampleFromTheFileIsThatOfTheModel() throws {
    let trainer = try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: text)
    try trainer.save(to: file, on: text)
    func draw(_ sample: (inout SplitMix64, (Int) -> Bool) throws -> Void) rethrows -> [Int] {
      var generator = SplitMix64(seed: 3)
      var tokens: [Int] = []
      try sample(&generator) {
        tokens.append($0)
        return true
      }
      return tokens
    }
    let stored = try CellKind.model(contentsOf: file)
    XCTAssertEqual(stored.cellName, "LSTM")
    XCTAssertEqual(stored.plan, plan)
    XCTAssertEqual(stored.vocabulary, text.tokenizer.vocabulary)
    let sampler = try Sampler(temperature: 0.9)
    let fromFile = try draw {
      try stored.sample(after: [1, 2], length: 25, with: sampler, using: &$0, emit: $1)
    }
    let fromModel = draw {
      trainer.model.sample(after: [1, 2], length: 25, with: sampler, using: &$0, emit: $1)
    }
    XCTAssertEqual(fromFile, fromModel)
    XCTAssertEqual(fromFile.count, 25)
  }

  func testACellThatNobodyCanChooseIsRefused() throws {
    var contents = TensorFile()
    contents.metadata["course.format"] = "character model, Transformer cells, version 2"
    try contents.write(to: file)
    XCTAssertThrowsError(try CellKind.checkpoint(contentsOf: file)) {
      XCTAssertTrue("\($0)".contains(file.lastPathComponent), "\($0)")
      XCTAssertTrue(
        "\($0)".contains("\"character model, Transformer cells, version 2\", and not one"), "\($0)")
    }
  }
}
