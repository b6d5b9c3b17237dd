import CommandSupport
import Foundation
import XCTest

@testable import CourseCatalog
@testable import course

/// The status screen to the letter, for a student who starts, one on the way, and one who is done.
final class StatusScreenTests: XCTestCase {
  private let units = [
    unit("03", "RNN", "The recurrent neural network", points: [60, 40]),
    unit("04", "BPTT", "Backpropagation through time", points: [100]),
  ]

  private static func unit(_ number: String, _ name: String, _ title: String, points: [Int]) -> CourseUnit {
    let tasks = points.enumerated().map {
      CourseTask(id: "\(number).\($0 + 1)", name: "thing \($0 + 1)", files: [], points: $1, hints: [])
    }
    return CourseUnit(number: number, name: name, title: title, summary: "", files: [], tasks: tasks)
  }

  private var layout = CourseLayout(root: URL(fileURLWithPath: "/"))

  override func setUpWithError() throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("status-\(ProcessInfo.processInfo.globallyUniqueString)")
    layout = CourseLayout(root: root)
    let text = "/// Task 1. The first.\n/// Task 12 is not here.\nthrow NotImplemented()  // TODO: Task 2.\n"
    try FileManager.default.createDirectory(at: layout.exercise(units[0]), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: layout.exercise(units[0]).appendingPathComponent("RNN.swift"))
  }

  override func tearDownWithError() throws {
    try FileManager.default.removeItem(at: layout.root)
  }

  private func screen(
    _ progress: CourseProgress, verbs: [String] = ["read", "grade", "train"], width: Int = 80
  ) -> String {
    StatusScreen(terminal: Terminal(isInteractive: false, width: width), command: "course", verbs: verbs)
      .text(StatusReport(units: units, progress: progress, layout: layout))
  }

  private func graded(_ tries: [(unit: String, scores: [Double], verdicts: [String])]) -> CourseProgress {
    var progress = CourseProgress()
    for attempt in tries {
      let tasks = zip(attempt.scores, attempt.verdicts).enumerated().map {
        (id: "\(attempt.unit).\($0 + 1)", verdict: $1.1, score: $1.0)
      }
      progress.record(
        unit: attempt.unit, score: attempt.scores.reduce(0, +), maxScore: 100, tasks: tasks,
        date: Date(timeIntervalSince1970: 0))
    }
    return progress
  }

  func testBeforeTheFirstTry() {
    XCTAssertEqual(
      screen(CourseProgress()),
      """
      A course on recurrent neural networks

        03  The recurrent neural network        ░░░░░░░░░░░░░░░░░░░░    0 of 100
        04  Backpropagation through time        ░░░░░░░░░░░░░░░░░░░░  after 03

        0 of 200 points

      Next: task 03.1, thing 1 (60 points)
        read   course read 03
        write  Exercises/03-RNN/RNN.swift:1
        check  course grade 03
      """)
  }

  func testOnTheWay() {
    let progress = graded([
      ("03", [60, 13.34], ["passed", "failed"]), ("03", [60, 0], ["passed", "notStarted"]),
    ])
    XCTAssertEqual(
      screen(progress),
      """
      A course on recurrent neural networks

        03  The recurrent neural network        ███████████████░░░░░  73.3 of 100  (last attempt 60)
        04  Backpropagation through time        ░░░░░░░░░░░░░░░░░░░░    0 of 100

        73.3 of 200 points

      Next: task 03.2, thing 2 (40 points, not started in the last attempt)
        read   course read 03
        write  Exercises/03-RNN/RNN.swift:3
        check  course grade 03

      Open as well: 04
      """)
  }

  func testWhatCameOutWrongComesWithAHint() {
    let progress = graded([("03", [60, 0], ["passed", "failed"])])
    let text = screen(progress, verbs: ["read", "grade", "hint"])
    XCTAssertTrue(text.contains("\n  check  course grade 03\n  hint   course hint 03.2\n"), text)
    XCTAssertFalse(screen(CourseProgress(), verbs: ["hint"]).contains("hint"))
  }

  func testAUnitThatWasOnceDoneIsNotAskedForAgain() {
    let progress = graded([
      ("03", [60, 40], ["passed", "passed"]), ("03", [0, 0], ["doesNotCompile", "doesNotCompile"]),
    ])
    let text = screen(progress)
    XCTAssertTrue(text.contains("████████████████████  100 of 100  (last attempt 0)"), text)
    XCTAssertTrue(text.contains("Next: task 04.1"), text)
    XCTAssertTrue(text.contains("write  Exercises/04-BPTT/\n"), text)
  }

  func testAfterTheLastTask() {
    let progress = graded([
      ("03", [60, 40], ["passed", "passed"]), ("04", [100], ["passed"]),
    ])
    XCTAssertEqual(
      screen(progress),
      """
      A course on recurrent neural networks

        03  The recurrent neural network        ████████████████████  100 of 100
        04  Backpropagation through time        ████████████████████  100 of 100

        200 of 200 points

      Every task has passed. Train a model on your own text: course train FILE
      """)
  }

  func testOnlyVerbsThatThereAreAreOffered() {
    let text = screen(CourseProgress(), verbs: [])
    XCTAssertTrue(text.contains("read   Chapters/03-RNN/03-RNN.md"), text)
    XCTAssertFalse(text.contains("course read") || text.contains("course grade"), text)
  }

  func testANarrowTerminalIsNotOverrun() {
    for line in screen(CourseProgress(), width: 48).split(separator: "\n").prefix(3) {
      XCTAssertLessThanOrEqual(line.count, 48, String(line))
    }
  }

  func testNearlyFullIsNotDrawnFullAndNearlyNothingIsNotDrawnEmpty() {
    let nearly = screen(graded([("03", [60, 39.99], ["passed", "failed"])]))
    XCTAssertTrue(nearly.contains("███████████████████░  99.9 of 100"), nearly)
    let hardly = screen(graded([("03", [0.2, 0], ["failed", "failed"])]))
    XCTAssertTrue(hardly.contains("█░░░░░░░░░░░░░░░░░░░  0.2 of 100"), hardly)
  }

  func testADamagedProgressFileIsMentioned() {
    var progress = CourseProgress()
    progress.note = "the file was set aside"
    XCTAssertTrue(screen(progress).hasSuffix("\n\nNote: the file was set aside."))
  }
}
