import CommandSupport
import Foundation
import SequenceTraining
import TestSupport
import XCTest

@testable import course_train

/// The kind of tokens, the embedding, dropout and the optimizer, as a user types them.
final class TrainingChoiceTests: XCTestCase {
  private var folder = URL(fileURLWithPath: NSTemporaryDirectory())
  private let words = String(
    repeating: "the lamp of the old tower burns, and the ship sees the lamp. ", count: 20)

  override func setUpWithError() throws {
    folder.appendPathComponent("choices-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(words.utf8).write(to: folder.appendingPathComponent("text.txt"))
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func plan(_ options: [String]) throws -> TrainingPlan {
    let arguments = try Arguments(parsing: options, for: .train)
    try TrainingOptions(arguments).check()
    return try TrainingOptions(arguments).plan(for: TrainingText(words))
  }

  private func assertComplaint(_ options: [String], _ message: String) {
    XCTAssertThrowsError(try plan(options), message) { XCTAssertTrue("\($0)".contains(message), "\($0)") }
  }

  func testWithoutOptionsThePlanIsTheDefaultOne() throws {
    let plan = try plan([])
    XCTAssertNil(plan.dropout)
    XCTAssertNil(plan.recurrentDropout)
    XCTAssertNil(plan.embeddingSize)
    XCTAssertNil(plan.optimizer)
    XCTAssertNil(plan.tiesWeights)
    XCTAssertNil(plan.patience)
  }

  func testEachOptionReachesThePlan() throws {
    let plan = try plan([
      "--layers", "2", "--dropout", "0.4", "--embedding", "12", "--optimizer", "adamw", "--patience", "3",
      "--recurrent-dropout", "0.3",
    ])
    XCTAssertEqual(plan.dropout, 0.4)
    XCTAssertEqual(plan.recurrentDropout, 0.3)
    XCTAssertEqual(plan.embeddingSize, 12)
    XCTAssertEqual(plan.optimizer, .adamw)
    XCTAssertEqual(plan.patience, 3)
    XCTAssertEqual(try self.plan(["--tie", "--hidden", "24"]).embeddingSize, 24)
  }

  func testWhatCannotBeIsNamedWithTheWayOut() {
    assertComplaint(["--dropout", "0.4"], "there is one; add --layers 2")
    assertComplaint(["--dropout", "1.5", "--layers", "2"], "--dropout")
    assertComplaint(["--optimizer", "lion"], "adamw")
    assertComplaint(["--tokens", "letters"], "pieces")
    assertComplaint(["--tie", "--embedding", "3"], "omit --embedding")
    assertComplaint(["--embedding", "0"], "--embedding")
  }

  private func run(_ words: [String]) throws -> ProgramRun {
    try runProgram(builtProgram("course-train"), words, in: folder)
  }

  /// Trained, resumed and sampled: resuming and sampling both read the kind of tokens from the file.
  func testWordsAndPiecesAreTrainedResumedAndDrawn() throws {
    for kind in ["words", "pieces"] {
      let place = ["--checkpoint", "\(kind).safetensors"]
      let train = ["train", "text.txt", "--threads", "1"] + place
      let first = try run(
        train + [
          "--tokens", kind, "--hidden", "8", "--sequence", "5", "--batch", "2", "--layers", "2", "--dropout",
          "0.2",
          "--embedding", "6", "--optimizer", "momentum", "--rate", "0.1", "--steps", "6",
        ])
      XCTAssertEqual(first.code, 0, first.errors)
      XCTAssertTrue(first.output.contains(" \(kind), "), first.output)
      let resumed = try run(train + ["--resume", "--steps", "9"])
      XCTAssertEqual(resumed.code, 0, resumed.errors)
      let sample = try run(["sample", "--prompt", "the old", "--length", "4", "--seed", "2"] + place)
      XCTAssertEqual(sample.code, 0, sample.errors)
      XCTAssertTrue(sample.output.hasPrefix("the old"), sample.output)
      let other = try run(train + ["--resume", "--tokens", "characters"])
      XCTAssertEqual(other.code, 2)
      XCTAssertTrue(
        other.errors.contains("--tokens characters: the checkpoint was begun with \(kind)"), other.errors)
    }
  }
}
