import CommandSupport
import Foundation
import SequenceTraining
import XCTest

@testable import course_train

/// A checkpoint replaces only checkpoints.
final class ForeignFileTests: XCTestCase {
  private var folder = URL(fileURLWithPath: NSTemporaryDirectory())
  private var text: URL { folder.appendingPathComponent("text.txt") }
  private let words = String(repeating: "a lamp, and a ship. ", count: 12)

  override func setUpWithError() throws {
    folder.appendPathComponent("foreign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(words.utf8).write(to: text)
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

  private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  private func check(_ path: String) throws {
    let place = try CheckpointPlace(Arguments(parsing: ["--checkpoint", path], for: .train))
    try place.checkThatNothingIsLost(trainingOn: text)
  }

  private func writeCheckpoint(_ name: String) throws {
    var plan = TrainingPlan()
    (plan.hiddenSize, plan.batchSize, plan.sequenceLength) = (3, 2, 5)
    let text = TrainingText(words)
    let trainer = try CommandTrainer(plan: plan, text: text, threadCount: 1) {
      AnyCell(.rnn, inputSize: $0, hiddenSize: $1, using: &$2)
    }
    try trainer.save(to: file(name))
  }

  func testTheTextItselfIsKnownUnderEveryName() throws {
    try FileManager.default.createSymbolicLink(at: file("symbolic"), withDestinationURL: text)
    try FileManager.default.createSymbolicLink(at: file("second"), withDestinationURL: file("symbolic"))
    try FileManager.default.linkItem(at: text, to: file("hard"))
    let roundabout = folder.path + "/../\(folder.lastPathComponent)/./text.txt"
    for path in [text.path, roundabout, file("symbolic").path, file("second").path, file("hard").path] {
      XCTAssertThrowsError(try check(path), path) {
        XCTAssertTrue("\($0)".contains("is the text to train on"), "\($0)")
      }
    }
  }

  func testWhatIsNoCheckpointStays() throws {
    try Data("other work".utf8).write(to: file("work.safetensors"))
    XCTAssertThrowsError(try check(file("work.safetensors").path)) {
      XCTAssertTrue("\($0)".contains("work.safetensors is not a checkpoint"), "\($0)")
    }
    try writeCheckpoint("model.safetensors")
    let whole = try Data(contentsOf: file("model.safetensors"))
    XCTAssertNoThrow(try check(file("model.safetensors").path))
    try whole.dropLast().write(to: file("cut.safetensors"))
    XCTAssertThrowsError(try check(file("cut.safetensors").path), "a checkpoint that was cut is not one")
    XCTAssertThrowsError(try check("/dev/null"))
    XCTAssertNoThrow(try check(file("new.safetensors").path))
    try Data().write(to: file("empty.safetensors"))
    XCTAssertNoThrow(try check(file("empty.safetensors").path), "nothing is lost with it")
  }

  func testAPlotTakesThePlaceOfPlotsOnly() throws {
    let plot = file("growth-\(GrowthStudy.Axis.hiddenSize.rawValue).svg")
    XCTAssertNoThrow(try GrowthRun.checkThatNothingIsLost(in: folder))
    for (contents, isPlot) in [("<svg xmlns=\"…\"></svg>", true), ("my notes", false)] {
      try Data(contents.utf8).write(to: plot)
      if isPlot {
        XCTAssertNoThrow(try GrowthRun.checkThatNothingIsLost(in: folder))
      } else {
        XCTAssertThrowsError(try GrowthRun.checkThatNothingIsLost(in: folder)) {
          XCTAssertTrue("\($0)".contains("growth-hiddenSize.svg in it is not a plot"), "\($0)")
        }
      }
    }
  }

  /// The paths next to it are also checked: the best model's always, the older model's if there is one to
  /// move aside.
  func testWhatLiesBesideTheCheckpointStaysToo() throws {
    for word in ["best", "previous"] {
      try writeCheckpoint("model.safetensors")
      let beside = file("model.\(word).safetensors")
      try Data("notes".utf8).write(to: beside)
      XCTAssertThrowsError(try check(file("model.safetensors").path), word) {
        XCTAssertTrue("\($0)".contains("model.\(word).safetensors, where"), "\($0)")
      }
      try FileManager.default.removeItem(at: file("model.safetensors"))
      if word == "previous" { XCTAssertNoThrow(try check(file("model.safetensors").path)) }
      try FileManager.default.removeItem(at: beside)
      try writeCheckpoint("model.\(word).safetensors")
      XCTAssertNoThrow(try check(file("model.safetensors").path), word)
      try FileManager.default.removeItem(at: beside)
    }
  }
}
