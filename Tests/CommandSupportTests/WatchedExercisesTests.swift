import CommandSupport
import Foundation
import XCTest

@testable import CourseCatalog

final class WatchedExercisesTests: XCTestCase {
  private let layout = CourseLayout(
    root: FileManager.default.temporaryDirectory.appendingPathComponent("watch-\(UUID().uuidString)"))
  private let units = ["98", "99"].map {
    CourseUnit(number: $0, name: "Fake", title: "", summary: "", files: ["F.swift"], tasks: [])
  }

  override func setUpWithError() throws { for unit in units { try save("", unit) } }
  override func tearDownWithError() throws { try FileManager.default.removeItem(at: layout.root) }

  private func save(_ text: String, _ unit: CourseUnit) throws {
    let folder = layout.exercise(unit)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appendingPathComponent("F.swift"))
  }

  func testAChangeIsTakenOnceItIsAtRestAndOnlyOnce() throws {
    var exercises = WatchedExercises(units, in: layout)
    XCTAssertEqual(exercises.changes(), [])
    try save("half", units[1])
    XCTAssertEqual(exercises.changes(), [])
    try save("whole", units[1])
    XCTAssertEqual(exercises.changes(), [], "it was still being written")
    XCTAssertEqual(exercises.changes(), [units[1]])
    XCTAssertEqual(exercises.changes(), [])
  }

  func testAFileWrittenAnewWithoutAChangeIsNoChange() throws {
    var exercises = WatchedExercises(units, in: layout)
    try save("", units[0])
    XCTAssertEqual((0..<3).flatMap { _ in exercises.changes() }, [])
  }

  func testAFileThatIsGoneIsAChange() throws {
    var exercises = WatchedExercises(units, in: layout)
    try FileManager.default.removeItem(at: layout.exercise(units[0]))
    XCTAssertEqual((0..<3).flatMap { _ in exercises.changes() }, [units[0]])
  }

  func testASourceBesideTheExercisesCountsAsWell() throws {
    var exercises = WatchedExercises(units, in: layout)
    let folder = layout.exercise(units[0])
    try Data("func helper() {}".utf8).write(to: folder.appendingPathComponent("Helpers.swift"))
    try Data("notes".utf8).write(to: layout.exercise(units[1]).appendingPathComponent("notes.txt"))
    XCTAssertEqual((0..<3).flatMap { _ in exercises.changes() }, [units[0]])
    try FileManager.default.removeItem(at: folder.appendingPathComponent("Helpers.swift"))
    XCTAssertEqual((0..<3).flatMap { _ in exercises.changes() }, [units[0]])
  }
}
