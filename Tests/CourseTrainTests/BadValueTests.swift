import Foundation
import LinearAlgebra
import SequenceTraining
import TestSupport
import XCTest

/// The built command with impossible numbers: a message, exit code 2, and nothing changed on the disk.
final class BadValueTests: XCTestCase {
  private var folder = URL(fileURLWithPath: NSTemporaryDirectory())
  private var checkpoint: URL { folder.appendingPathComponent("model.safetensors") }

  override func setUpWithError() throws {
    folder.appendPathComponent("bad-values-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = (0..<300).map { "\($0 * $0 % 97), " }.joined()
    try Data(text.utf8).write(to: folder.appendingPathComponent("text.txt"))
    XCTAssertEqual(try train(["--steps", "4"]).code, 0)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func run(_ words: [String]) throws -> ProgramRun {
    try runProgram(builtProgram("course-train"), words, in: folder)
  }

  private func train(_ options: [String]) throws -> ProgramRun {
    let sizes =
      options.contains("--resume") ? [] : ["--hidden", "4", "--sequence", "8", "--batch", "2"]
    return try run(
      ["train", "text.txt", "--threads", "1", "--checkpoint", "model.safetensors"] + sizes + options)
  }

  private func spoil(_ change: (inout TensorFile) throws -> Void) throws {
    var contents = try TensorFile(contentsOf: checkpoint)
    try change(&contents)
    try contents.write(to: checkpoint)
  }

  func testACheckpointWithABadNumberIsRefused() throws {
    let sound = try Data(contentsOf: checkpoint)
    let cases: [(message: String, change: (inout TensorFile) throws -> Void)] = [
      ("course.plan: clipNorm is -1.0", { try $0.replace("plan", "\"clipNorm\":1", "\"clipNorm\":-1") }),
      (
        "course.counters: updateCount is 9223372036854775807",
        {
          try $0.replace("counters", "\"updateCount\":4", "\"updateCount\":9223372036854775807")
        }
      ),
      ("model.output.bias has the number nan", { try $0.set("model.output.bias", to: .nan) }),
    ]
    for (message, change) in cases {
      try spoil(change)
      let spoiled = try Data(contentsOf: checkpoint)
      let result = try train(["--resume", "--steps", "9"])
      XCTAssertEqual(result.code, 2, result.errors)
      XCTAssertTrue(
        result.errors.hasPrefix("course: model.safetensors is no checkpoint: its \(message)"), result.errors)
      XCTAssertEqual(try Data(contentsOf: checkpoint), spoiled)
      try sound.write(to: checkpoint)
    }
    try spoil { try $0.set("model.output.bias", to: .nan) }
    let sample = try run(["sample", "--checkpoint", "model.safetensors", "--length", "3"])
    XCTAssertEqual(sample.code, 2)
    XCTAssertTrue(sample.errors.contains("its model.output.bias has the number nan"), sample.errors)
    XCTAssertEqual(sample.output, "")
  }

  /// Finite weights with products that overflow: the training ends, and the file stays unchanged.
  func testATrainingThatDivergesLeavesTheCheckpoint() throws {
    try spoil { try $0.set("model.output.weight", to: 3e38) }
    let before = try Data(contentsOf: checkpoint)
    let result = try train(["--resume", "--steps", "9", "--json"])
    XCTAssertEqual(result.code, 2, result.errors)
    XCTAssertTrue(
      result.errors.hasPrefix("course: the training diverged at update "), result.errors)
    XCTAssertTrue(result.errors.contains("hint: train again with --rate 0.0004"), result.errors)
    XCTAssertTrue(
      result.errors.contains("hint: model.safetensors holds the model after update 4"), result.errors)
    XCTAssertEqual(try Data(contentsOf: checkpoint), before)
  }

  /// A loss of more than 709 nats has a perplexity that JSON cannot hold.
  func testAnImmensePerplexityIsLeftOut() throws {
    try spoil { try $0.set("model.output.bias", to: 1e5, at: 3) }
    let result = try train(["--resume", "--steps", "5", "--json"])
    XCTAssertEqual(result.code, 0, result.errors)
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    XCTAssertGreaterThan(try XCTUnwrap(json?["heldOutLoss"] as? Double), 1000)
    XCTAssertNil(json?["heldOutPerplexity"])
  }

  func testATextOfOneCharacterLeavesNothingToPredict() throws {
    try Data(String(repeating: "a", count: 300).utf8).write(to: folder.appendingPathComponent("text.txt"))
    let result = try train(["--steps", "2"])
    XCTAssertEqual(result.code, 0)
    XCTAssertTrue(result.output.contains("leaves nothing to predict"), result.output)
    XCTAssertFalse(result.output.contains("not beaten yet"), result.output)
  }
}

extension TensorFile {
  fileprivate mutating func replace(_ key: String, _ old: String, _ new: String) throws {
    let text = try XCTUnwrap(metadata["course.\(key)"])
    XCTAssertTrue(text.contains(old), text)
    metadata["course.\(key)"] = text.replacingOccurrences(of: old, with: new)
  }

  fileprivate mutating func set(_ name: String, to number: Float, at column: Int? = nil) throws {
    var matrix: Matrix<Float> = try self.matrix(name, of: Float.self)
    for index in 0..<matrix.count where column == nil || index == column {
      matrix[index / matrix.columns, index % matrix.columns] = number
    }
    tensors[name] = StoredTensor(matrix)
  }
}
