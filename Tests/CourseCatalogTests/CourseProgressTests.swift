import Foundation
import XCTest

@testable import CourseCatalog

final class CourseProgressTests: XCTestCase {
  private var layout = CourseLayout(root: URL(fileURLWithPath: "/"))

  override func setUpWithError() throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("progress-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    layout = CourseLayout(root: root)
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: layout.root)
  }

  private func recorded(_ scores: [Double]) -> CourseProgress {
    var progress = CourseProgress()
    for (day, score) in scores.enumerated() {
      progress.record(
        unit: "03", score: score, maxScore: 100,
        tasks: [("03.1", score > 50 ? "passed" : "failed", score), ("03.2", "notStarted", 0)],
        date: Date(timeIntervalSince1970: Double(day) * 86_400))
    }
    return progress
  }

  private func damage(_ text: String) throws {
    let folder = layout.progress.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: layout.progress)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: layout.root.appendingPathComponent(".course").path)
      .sorted()
  }

  func testWithoutAFileThereIsNoProgressAndNothingToSay() {
    let progress = CourseProgress.load(layout)
    XCTAssertEqual(progress, CourseProgress())
    XCTAssertNil(progress.note)
  }

  func testWhatIsSavedIsLoaded() throws {
    let progress = recorded([20, 100.0 / 3])
    try progress.save(layout)
    XCTAssertEqual(CourseProgress.load(layout), progress)
    XCTAssertEqual(try names(), ["progress.json"])
  }

  func testTheBestTryStaysAndTheLastOneFollows() throws {
    let unit = try XCTUnwrap(recorded([20, 80, 80, 40]).units["03"])
    XCTAssertEqual(unit.best.score, 80)
    XCTAssertEqual(unit.best.date, Date(timeIntervalSince1970: 86_400), "the earliest of equals")
    XCTAssertEqual(unit.last.score, 40)
    XCTAssertEqual(unit.best.tasks.map(\.id), ["03.1", "03.2"])
    XCTAssertTrue(unit.best.passed("03.1"))
    XCTAssertFalse(unit.last.passed("03.1"))
    XCTAssertFalse(unit.best.passed("03.2"))
  }

  func testGradingsThatEndTogetherLoseNoTry() throws {
    let layout = layout
    DispatchQueue.concurrentPerform(iterations: 24) { number in
      try? CourseProgress.change(layout) { progress in
        progress.record(unit: "\(number)", score: 1, maxScore: 2, tasks: [])
      }
    }
    XCTAssertEqual(CourseProgress.load(layout).units.count, 24)
  }

  func testUnitsDoNotTouchEachOther() {
    var progress = recorded([20])
    progress.record(unit: "04", score: 1, maxScore: 2, tasks: [])
    XCTAssertEqual(progress.units["03"], recorded([20]).units["03"])
    XCTAssertEqual(progress.units["04"]?.best.score, 1)
  }

  func testDamagedFilesAreSetAsideAndNeverReplaceEachOther() throws {
    for text in ["", "{", "[]", #"{"units":{"03":{}}}"#, "\u{0}\u{1}"] {
      try damage(text)
      let progress = CourseProgress.load(layout)
      XCTAssertEqual(progress.units, [:], text)
      XCTAssertEqual(progress.note?.contains("could not be read; it is now"), true, text)
    }
    XCTAssertEqual(try names().count, 5)
    XCTAssertNil(CourseProgress.load(layout).note, "the note is given once")
  }

  func testAFolderInThePlaceOfTheFileIsSetAsideToo() throws {
    try FileManager.default.createDirectory(at: layout.progress, withIntermediateDirectories: true)
    XCTAssertNotNil(CourseProgress.load(layout).note)
    try recorded([5]).save(layout)
    XCTAssertEqual(CourseProgress.load(layout), recorded([5]))
  }

  func testTheNoteIsNotKept() throws {
    var progress = recorded([5])
    progress.note = "something"
    try progress.save(layout)
    XCTAssertNil(CourseProgress.load(layout).note)
  }
}
