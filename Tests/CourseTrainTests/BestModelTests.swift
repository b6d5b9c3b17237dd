import CommandSupport
import Foundation
import SequenceTraining
import XCTest

@testable import course_train

/// The best model of a training stays when later checkpoints replace its own.
final class BestModelTests: XCTestCase {
  private var folder = URL(fileURLWithPath: NSTemporaryDirectory())
  private let text = TrainingText(String(repeating: "a lamp, and a ship. ", count: 12))

  override func setUpWithError() throws {
    folder.appendPathComponent("best-model-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func makePlace() throws -> CheckpointPlace {
    let path = folder.appendingPathComponent("model.safetensors").path
    return try CheckpointPlace(Arguments(parsing: ["--checkpoint", path], for: .train))
  }

  private func makeTrainer() throws -> CommandTrainer {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength, plan.stepCount) = (3, 2, 5, 4)
    return try CommandTrainer(plan: plan, text: text, threadCount: 1) {
      AnyCell(.rnn, inputSize: $0, hiddenSize: $1, using: &$2)
    }
  }

  func testALaterAndWorseModelLeavesTheBestOne() throws {
    let (place, trainer) = (try makePlace(), try makeTrainer())
    var best = try BestModel(beside: place, resuming: nil, on: text)
    var kept: [Data] = []
    for loss in [2.5, 3.1, 1.75, 1.75] {
      trainer.advance()
      try trainer.save(to: place.file)
      try best.look(at: trainer, heldOutLoss: loss)
      kept.append(try Data(contentsOf: place.best))
    }
    XCTAssertEqual(place.best.lastPathComponent, "model.best.safetensors")
    XCTAssertEqual([best.loss, Double(best.step)], [1.75, 3], "a model that is only as good is not better")
    XCTAssertEqual(kept[1], kept[0])
    XCTAssertNotEqual(kept[2], kept[0])
    XCTAssertEqual(kept[3], kept[2])
    XCTAssertNotEqual(kept[3], try Data(contentsOf: place.file), "the last checkpoint is a later one")
    XCTAssertEqual(place.modelToSample, place.best)
    place.forgetBest()
    XCTAssertEqual(place.modelToSample, place.file)
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder.path), ["model.safetensors"])
  }

  func testAResumedTrainingKnowsItsBestModel() throws {
    let (place, trainer) = (try makePlace(), try makeTrainer())
    var best = try BestModel(beside: place, resuming: nil, on: text)
    trainer.advance()
    try trainer.save(to: place.file)
    let loss = trainer.heldOutLoss()
    try best.look(at: trainer, heldOutLoss: loss)
    trainer.advance()
    try trainer.save(to: place.file)
    let resumed = try BestModel(beside: place, resuming: trainer, on: text)
    XCTAssertEqual(resumed.step, 1)
    XCTAssertEqual(resumed.loss, loss, accuracy: 1e-12)
  }

  func testWithoutABestModelTheCheckpointIsTheFirstOfWhatFollows() throws {
    let (place, trainer) = (try makePlace(), try makeTrainer())
    trainer.advance()
    try trainer.save(to: place.file)
    let resumed = try BestModel(beside: place, resuming: trainer, on: text)
    XCTAssertEqual(resumed.step, 1)
    XCTAssertTrue(place.hasBest)
  }

  /// A model of huge numbers has no finite loss, so the next one with a finite loss is better.
  func testABestModelWithoutALossCountsAsNone() throws {
    let (place, trainer) = (try makePlace(), try makeTrainer())
    trainer.advance()
    try trainer.save(to: place.file)
    var contents = try TensorFile(contentsOf: place.file)
    let shape = try XCTUnwrap(contents.tensors["model.output.weight"]).shape
    let numbers = (0..<shape[0] * shape[1]).map { $0 % 2 == 0 ? 3e38 : -3e38 as Float }
    contents.tensors["model.output.weight"] = StoredTensor(shape: shape, numbers: .float(numbers))
    contents.tensors["model.output.bias"] = StoredTensor(
      shape: [1, shape[1]], numbers: .float(Array(repeating: 3e38, count: shape[1])))
    try contents.write(to: place.best)
    let kept = try CommandCheckpoint(contentsOf: place.best).trainer(on: text, threadCount: 1)
    XCTAssertFalse(kept.heldOutLoss().isFinite)
    let resumed = try BestModel(beside: place, resuming: trainer, on: text)
    XCTAssertEqual(resumed.loss, trainer.heldOutLoss(), accuracy: 1e-12)
  }
}
