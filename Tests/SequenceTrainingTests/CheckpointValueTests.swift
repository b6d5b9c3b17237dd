import Foundation
import LinearAlgebra
import RecurrentNetworks
import XCTest

@testable import SequenceTraining

/// Correct shapes with wrong numbers: each is refused with the file, the key and the value, before anything
/// is built from it.
final class CheckpointValueTests: XCTestCase {
  private typealias Checkpoint = ModelCheckpoint<GRUCell<Float>>

  private let text = TrainingText((0..<400).map { "\($0 * $0 % 97), " }.joined())
  private let file = URL(fileURLWithPath: NSTemporaryDirectory())
    .appendingPathComponent("values-\(UUID().uuidString).safetensors")

  override func tearDownWithError() throws { try? FileManager.default.removeItem(at: file) }

  private func soundFile() throws -> TensorFile {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength, plan.stepCount) = (4, 3, 7, 20)
    let trainer = try LanguageModelTrainer<GRUCell<Float>>(plan: plan, text: text)
    for _ in 0..<3 { trainer.advance() }
    try trainer.save(to: file)
    return try TensorFile(contentsOf: file)
  }

  private func check(_ contents: TensorFile, says message: String) throws {
    try contents.write(to: file)
    XCTAssertThrowsError(try Checkpoint(contentsOf: file).trainer(on: text), message) {
      XCTAssertTrue($0 is InvalidInputError, "\($0)")
      XCTAssertTrue("\($0)".contains(message), "\($0)")
    }
  }

  /// The text of a key with one number replaced.
  private func replace(_ name: String, by value: String, in text: String?) throws -> String {
    let text = try XCTUnwrap(text)
    let pattern = "\"\(name)\":[^,}]*"
    XCTAssertNotNil(text.range(of: pattern, options: .regularExpression), name)
    return text.replacingOccurrences(of: pattern, with: "\"\(name)\":\(value)", options: .regularExpression)
  }

  func testANumberOutsideOfItsRangeIsRefusedByItsName() throws {
    let sound = try soundFile()
    let cases: [(key: String, name: String, value: String, shown: String)] = [
      ("plan", "learningRate", "1e300", "1e+300"), ("plan", "learningRate", "-0.5", "-0.5"),
      ("plan", "clipNorm", "0", "0.0"), ("plan", "clipNorm", "-1", "-1.0"),
      ("plan", "heldOutShare", "5", "5.0"),
      ("plan", "heldOutShare", "-0.5", "-0.5"), ("plan", "batchSize", "0", "0"),
      ("plan", "sequenceLength", "9223372036854775807", "9223372036854775807"),
      ("plan", "stepCount", "9223372036854775807", "9223372036854775807"),
      ("plan", "evaluationInterval", "0", "0"), ("counters", "offset", "1000000000", "1000000000"),
      ("counters", "offset", "7", "7"), ("counters", "offset", "-1", "-1"),
      ("counters", "step", "9223372036854775807", "9223372036854775807"),
      ("counters", "updateCount", "9223372036854775807", "9223372036854775807"),
      ("counters", "window", "9223372036854775807", "9223372036854775807"),
      ("counters", "updateCount", "-2", "-2"), ("counters", "runningLoss", "-3", "-3.0"),
    ]
    for (key, name, value, shown) in cases {
      var contents = sound
      contents.metadata["course.\(key)"] = try replace(name, by: value, in: sound.metadata["course.\(key)"])
      try check(
        contents,
        says: "\(file.relativePath) is no checkpoint: its course.\(key): \(name) is \(shown), which is not")
    }
    for value in ["1e400", "\"a\"", "null", "3.5", "99999999999999999999"] {
      var contents = sound
      contents.metadata["course.counters"] = try replace(
        "step", by: value, in: sound.metadata["course.counters"])
      try check(contents, says: "its course.counters cannot be read")
    }
  }

  func testNumbersThatAreNotFiniteAreRefusedByTheirTensor() throws {
    let sound = try soundFile()
    for name in [
      "model.output.bias", "model.layers.0.weightHH", "mean.output.weight", "meanSquare.output.bias",
      "state.0.hidden",
    ] {
      for strange in [Float.nan, .infinity, -.infinity] {
        var contents = sound
        var matrix: Matrix<Float> = try sound.matrix(name, of: Float.self)
        matrix[0, 1] = strange
        contents.tensors[name] = StoredTensor(matrix)
        try check(
          contents, says: "is no checkpoint: its \(name) has the number \(strange), which is not finite")
        if name.hasPrefix("model.") {
          XCTAssertThrowsError(
            try ModelCheckpoint<AnyCell<Float>>(contentsOf: file, isForTraining: false), "nor does it write")
        }
      }
    }
    var contents = sound
    var squares: Matrix<Float> = try sound.matrix("meanSquare.output.bias", of: Float.self)
    squares[0, 0] = -1
    contents.tensors["meanSquare.output.bias"] = StoredTensor(squares)
    try check(contents, says: "its meanSquare.output.bias has the number -1.0, and no square is negative")
  }

  /// A state of another batch is refused before the trainer's memory is filled with it.
  func testAStateThatDoesNotFitTheTextIsRefused() throws {
    let sound = try soundFile()
    for rows in [1, 2, 5000] {
      var contents = sound
      contents.tensors["state.0.hidden"] = StoredTensor(Matrix<Float>.zeros(rows: rows, columns: 4))
      try check(contents, says: "state.0.hidden is [\(rows), 4], which is not [3, 4]")
    }
  }

  func testAFileIsKnownAsACheckpoint() throws {
    var contents = try soundFile()
    XCTAssertTrue(TensorFile.isCheckpoint(file))
    contents.metadata["course.format"] = "character model, RNN cells, version 1"
    try contents.write(to: file)
    XCTAssertTrue(TensorFile.isCheckpoint(file), "of another version")
    contents.metadata["course.format"] = nil
    try contents.write(to: file)
    XCTAssertFalse(TensorFile.isCheckpoint(file), "other tensors")
    try Data("a text".utf8).write(to: file)
    XCTAssertFalse(TensorFile.isCheckpoint(file))
    try FileManager.default.removeItem(at: file)
    XCTAssertFalse(TensorFile.isCheckpoint(file))
  }
}
