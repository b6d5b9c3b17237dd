import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding
import XCTest

@testable import SequenceTraining

final class CheckpointTests: XCTestCase {
  private typealias Trainer = LanguageModelTrainer<RNNCell<Float>>
  private typealias Checkpoint = ModelCheckpoint<RNNCell<Float>>

  private let text = TrainingText(
    (0..<400).map { "\($0 * $0 % 97), " }.joined())
  private var folder = URL(fileURLWithPath: NSTemporaryDirectory())

  override func setUpWithError() throws {
    folder.appendPathComponent("checkpoint-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private var plan: TrainingPlan {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength, plan.stepCount) = (8, 3, 7, 140)
    return plan
  }

  /// Stops within an epoch and past one, so state, window, offset and generator all matter.
  func testAnInterruptedTrainingEndsAsAnUninterruptedOne() throws {
    let file = folder.appendingPathComponent("model.safetensors")
    let whole = try Trainer(plan: plan, text: text)
    while !whole.isFinished { whole.advance() }
    for stop in [1, 50, 100] {
      let first = try Trainer(plan: plan, text: text)
      while first.progress.step < stop { first.advance() }
      try Checkpoint(first).write(to: file)
      let second = try Checkpoint(contentsOf: file).trainer(on: text)
      while !second.isFinished { second.advance() }
      XCTAssertEqual(second.progress.runningLoss, whole.progress.runningLoss)
      XCTAssertEqual(second.heldOutLoss(), whole.heldOutLoss())
      XCTAssertEqual(second.model.layers.layers[0].cell.weightHH, whole.model.layers.layers[0].cell.weightHH)
      XCTAssertEqual(second.progress.generator, whole.progress.generator)
    }
    XCTAssertGreaterThan(whole.progress.offset + whole.progress.window, 0)
  }

  /// An LSTM carries two matrices from window to window, and both go through the file.
  func testAnInterruptedLSTMGoesOnToo() throws {
    let file = folder.appendingPathComponent("model.safetensors")
    let whole = try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: text)
    while whole.progress.step < 10 { whole.advance() }
    try ModelCheckpoint(whole).write(to: file)
    let resumed = try ModelCheckpoint<LSTMCell<Float>>(contentsOf: file).trainer(on: text)
    XCTAssertEqual(resumed.progress.state, whole.progress.state)
    XCTAssertNotNil(resumed.progress.state)
    XCTAssertEqual(resumed.advance(), whole.advance())
    XCTAssertEqual(resumed.model.layers.layers[0].cell.weightHH, whole.model.layers.layers[0].cell.weightHH)
    XCTAssertThrowsError(try Checkpoint(contentsOf: file), "an RNN's checkpoint is another format")
  }

  /// Newer entries are written only if they are used, so older files and current ones are alike.
  func testAPlainModelIsWrittenAsTheFirstVersionsWereWritten() throws {
    let file = folder.appendingPathComponent("model.safetensors")
    try Checkpoint(Trainer(plan: plan, text: text)).write(to: file)
    let contents = try TensorFile(contentsOf: file)
    XCTAssertEqual(
      contents.metadata.keys.sorted(),
      ["counters", "format", "layers", "plan", "text", "vocabulary"].map { "course.\($0)" })
    let plan = try JSONSerialization.jsonObject(
      with: Data(XCTUnwrap(contents.metadata["course.plan"]).utf8))
    XCTAssertEqual(
      (plan as? [String: Any])?.keys.sorted(),
      [
        "batchSize", "clipNorm", "evaluationInterval", "heldOutShare", "hiddenSize", "layerCount",
        "learningRate", "seed", "sequenceLength", "stepCount",
      ])
    XCTAssertEqual(contents.metadata["course.layers"], "[{\"activation\":\"tanh\"}]")
    XCTAssertEqual(contents.metadata["course.format"], "character model, RNN cells, version 2")
  }

  func testAnotherTextIsRefused() throws {
    let trainer = try Trainer(plan: plan, text: text)
    let checkpoint = Checkpoint(trainer)
    XCTAssertThrowsError(try checkpoint.trainer(on: TrainingText(String(repeating: "xyz", count: 300)))) {
      XCTAssertTrue("\($0)".contains("knows 12 characters and the text has 3"), "\($0)")
    }
    let shuffled = TrainingText((0..<400).map { "\($0 * $0 % 89), " }.joined())
    XCTAssertThrowsError(try checkpoint.trainer(on: shuffled)) {
      XCTAssertTrue("\($0)".contains("another text than"), "\($0)")
    }
  }

  /// Every file cut short, and files with one broken byte, are refused or read, and never trap.
  func testDamagedFilesAreRefusedWithTheirName() throws {
    let file = folder.appendingPathComponent("damaged.safetensors")
    try Checkpoint(try Trainer(plan: plan, text: text)).write(to: file)
    let whole = try Data(contentsOf: file)
    for length in [0, 5, whole.count / 2, whole.count - 1] {
      try whole.prefix(length).write(to: file)
      XCTAssertThrowsError(try Checkpoint(contentsOf: file), "\(length) bytes") {
        XCTAssertTrue("\($0)".contains("damaged.safetensors"), "\($0)")
      }
    }
    // From memory, because a disk can take milliseconds to write a file.
    for length in stride(from: 0, to: whole.count, by: 97) {
      XCTAssertThrowsError(try checkpoint(in: whole.prefix(length)), "\(length) bytes")
    }
    var generator = SplitMix64(seed: 11)
    for _ in 0..<300 {
      var broken = whole
      broken[Int.random(in: 0..<1500, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      if let read = try? checkpoint(in: broken) { _ = try? read.trainer(on: text) }
    }
  }

  private func checkpoint(in bytes: Data) throws -> Checkpoint {
    try Checkpoint(TensorFile(parsing: bytes), named: "damaged")
  }

  /// Every layer's matrices and state come back, and also the placement of the GRU's reset, which the
  /// matrices do not show.
  func testAStackOfGRUsComesBackAsTheVariantThatItWas() throws {
    let file = folder.appendingPathComponent("model.safetensors")
    let whole = try stackOfGRUs()
    while whole.progress.step < 10 { whole.advance() }
    try ModelCheckpoint(whole).write(to: file)
    let resumed = try ModelCheckpoint<GRUCell<Float>>(contentsOf: file).trainer(on: text)
    XCTAssertEqual(resumed.model.layerCount, 2)
    XCTAssertEqual(resumed.model.layers.layers.map(\.cell.resetPlacement), [.afterProduct, .beforeProduct])
    XCTAssertEqual(resumed.progress.state, whole.progress.state)
    XCTAssertEqual(resumed.advance(), whole.advance())
    for (name, path) in whole.model.namedParameters {
      XCTAssertEqual(resumed.model[keyPath: path], whole.model[keyPath: path], name)
    }
  }

  private func stackOfGRUs() throws -> LanguageModelTrainer<GRUCell<Float>> {
    var plan = plan
    plan.layerCount = 2
    var generator = SplitMix64(seed: 12)
    let size = text.vocabularySize
    let cells = [
      GRUCell<Float>(inputSize: size, hiddenSize: 8, resetPlacement: .afterProduct, using: &generator),
      GRUCell<Float>(inputSize: 8, hiddenSize: 8, using: &generator),
    ]
    let model = LanguageModel(
      layers: DeepRNN(cells.map { RecurrentLayer($0) }),
      output: Linear(inputSize: 8, outputSize: size, using: &generator))
    return try LanguageModelTrainer(
      plan: plan, text: text, model: model, progress: .init(generator: generator))
  }

  /// Each missing part of a checkpoint is reported by name, and so is each unknown one.
  func testAFlawIsCalledByItsName() throws {
    let file = folder.appendingPathComponent("model.safetensors")
    let trainer = try stackOfGRUs()
    trainer.advance()
    try ModelCheckpoint(trainer).write(to: file)
    let sound = try TensorFile(contentsOf: file)
    func check(_ message: String, _ spoil: (inout TensorFile) -> Void) throws {
      var contents = sound
      spoil(&contents)
      try contents.write(to: file)
      XCTAssertThrowsError(try ModelCheckpoint<GRUCell<Float>>(contentsOf: file), message) {
        XCTAssertTrue("\($0)".contains("model.safetensors is no checkpoint: \(message)"), "\($0)")
      }
    }
    try check("it describes 1 layers, and its plan asks for 2") { $0.metadata["course.layers"] = "[{}]" }
    try check("its layer 1 is a GRU of an unknown variant") {
      $0.metadata["course.layers"] = "[{}, {\"resetPlacement\": \"behind\"}]"
    }
    try check("its layer 0 is a GRU of an unknown variant") {
      $0.metadata["course.layers"] = "[{\"activation\": \"tanh\"}, {}]"
    }
    try check("its course.layers cannot be read") { $0.metadata["course.layers"] = nil }
    try check("it holds no model.layers.0.resetBias") { $0.tensors["model.layers.0.resetBias"] = nil }
    try check("it holds no model.layers.1.weightHH of 8 rows") { $0.tensors["model.layers.1.weightHH"] = nil }
    try check("it holds no meanSquare.output.bias") { $0.tensors["meanSquare.output.bias"] = nil }
    try check("its state.1.hidden is missing") { $0.tensors["state.1.hidden"] = nil }
    try check("its mean.layers.1.bias has shape [1, 25], and its plan asks for [1, 24]") {
      $0.tensors["mean.layers.1.bias"] = StoredTensor(Matrix<Float>.zeros(rows: 1, columns: 25))
    }
  }

  /// A matrix without elements can claim any length; nothing is allocated from a size that only it states.
  func testAHiddenSizeThatNothingStandsBehindIsRefused() throws {
    let file = folder.appendingPathComponent("hollow.safetensors")
    try Checkpoint(Trainer(plan: plan, text: text)).write(to: file)
    var contents = try TensorFile(contentsOf: file)
    let written = try XCTUnwrap(contents.metadata["course.plan"])
    contents.metadata["course.plan"] = written.replacingOccurrences(
      of: "\"hiddenSize\":8", with: "\"hiddenSize\":\(1 << 29)")
    contents.tensors["model.output.weight"] = StoredTensor(shape: [1 << 29, 0], numbers: .float([]))
    try contents.write(to: file)
    XCTAssertThrowsError(try Checkpoint(contentsOf: file)) {
      XCTAssertTrue("\($0)".contains("asks for a hidden size of 536870912"), "\($0)")
    }
  }
}
