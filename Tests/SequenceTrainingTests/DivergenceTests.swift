import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// A training whose numbers become NaN stops, and keeps its last state.
final class DivergenceTests: XCTestCase {
  private let text = TrainingText((0..<300).map { "\($0 * $0 % 97), " }.joined())
  private var plan: TrainingPlan {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength, plan.stepCount) = (6, 2, 5, 40)
    return plan
  }

  private func trainer<Cell: RecurrentCell>(_ type: Cell.Type, spoiled: Bool) throws -> LanguageModelTrainer<
    Cell
  >
  where Cell.Scalar == Float {
    var generator = SplitMix64(seed: 2)
    var model = LanguageModel<Cell>(
      vocabularySize: text.vocabularySize, hiddenSize: 6, using: &generator)
    if spoiled { model.output.bias[0, 1] = .nan }
    return try LanguageModelTrainer(
      plan: plan, text: text, model: model, progress: .init(generator: generator))
  }

  /// On the fused path and by steps.
  func testATrainingThatDivergesStopsAndSaysWhere() throws {
    try check(LSTMCell<Float>.self)
    try check(PeepholeLSTMCell<Float>.self)
  }

  private func check<Cell: RecurrentCell>(_ type: Cell.Type) throws where Cell.Scalar == Float {
    let trainer = try trainer(type, spoiled: true)
    XCTAssertNil(trainer.divergence)
    let before = trainer.model
    XCTAssertTrue(trainer.advance().isNaN)
    let divergence = try XCTUnwrap(trainer.divergence)
    XCTAssertEqual(divergence.update, 1)
    XCTAssertTrue(divergence.loss.isNaN)
    XCTAssertTrue(divergence.gradientNorm.isNaN)
    XCTAssertEqual(divergence.learningRate, 4e-3)
    XCTAssertTrue(
      divergence.description.hasPrefix(
        "the training diverged at update 1: its loss is nan, the norm of its gradient is nan, and its learning rate was "
          + "0.004; "), divergence.description)
    XCTAssertEqual(trainer.step, 0, "the update was not made")
    XCTAssertFalse(trainer.isFinite)
    for (name, path) in before.namedParameters where name != "output.bias" {
      XCTAssertEqual(trainer.model[keyPath: path], before[keyPath: path], name)
    }
    XCTAssertEqual(trainer.optimizer.memory.updateCount, 0)
  }

  func testASoundTrainingDoesNotDiverge() throws {
    let trainer = try trainer(GRUCell<Float>.self, spoiled: false)
    while !trainer.isFinished { XCTAssertTrue(trainer.advance().isFinite) }
    XCTAssertNil(trainer.divergence)
    XCTAssertTrue(trainer.isFinite)
  }

  /// Only a checkpoint replaces a checkpoint.
  func testWhatNothingCanGoOnFromIsNotWritten() throws {
    let file = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(
      "\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    try trainer(LSTMCell<Float>.self, spoiled: false).save(to: file)
    let sound = try Data(contentsOf: file)
    XCTAssertThrowsError(try trainer(LSTMCell<Float>.self, spoiled: true).save(to: file)) {
      XCTAssertTrue("\($0)".contains("model.output.bias has the number nan, which is not finite"), "\($0)")
    }
    XCTAssertEqual(try Data(contentsOf: file), sound)
  }

  func testAPlanOutsideOfItsRangesIsRefusedWithTheNumber() throws {
    let cases: [(String, (inout TrainingPlan) -> Void)] = [
      ("hiddenSize is 0,", { $0.hiddenSize = 0 }), ("layerCount is -1,", { $0.layerCount = -1 }),
      ("batchSize is 0,", { $0.batchSize = 0 }), ("sequenceLength is 0,", { $0.sequenceLength = 0 }),
      ("sequenceLength is 9223372036854775807,", { $0.sequenceLength = .max }),
      ("stepCount is -5,", { $0.stepCount = -5 }),
      ("evaluationInterval is 0,", { $0.evaluationInterval = 0 }),
      ("learningRate is nan,", { $0.learningRate = .nan }),
      ("learningRate is 1e+300,", { $0.learningRate = 1e300 }),
      ("learningRate is -0.1,", { $0.learningRate = -0.1 }),
      ("learningRate is 0.0,", { $0.learningRate = 0 }),
      ("learningRate is inf,", { $0.learningRate = .infinity }), ("clipNorm is 0.0,", { $0.clipNorm = 0 }),
      ("clipNorm is -1.0,", { $0.clipNorm = -1 }), ("clipNorm is nan,", { $0.clipNorm = .nan }),
      ("clipNorm is 1e-50,", { $0.clipNorm = 1e-50 }), ("heldOutShare is 5.0,", { $0.heldOutShare = 5 }),
      ("heldOutShare is nan,", { $0.heldOutShare = .nan }),
    ]
    for (text, spoil) in cases {
      var plan = plan
      spoil(&plan)
      for attempt in [
        { try plan.check() }, { _ = try plan.fittingBatchSize(for: self.text) },
        { _ = try LanguageModelTrainer<GRUCell<Float>>(plan: plan, text: self.text) },
      ] {
        XCTAssertThrowsError(try attempt(), text) { error in
          XCTAssertTrue("\(error)".hasPrefix("the plan's \(text)"), "\(error)")
        }
      }
    }
    XCTAssertNoThrow(try TrainingPlan().check())
  }
}
