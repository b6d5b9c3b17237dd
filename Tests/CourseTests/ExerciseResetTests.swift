import Foundation
import XCTest

@testable import CourseCatalog
@testable import course

final class ExerciseResetTests: XCTestCase {
  private let layout = CourseLayout(
    root: FileManager.default.temporaryDirectory.appendingPathComponent("reset-\(UUID().uuidString)"))
  private let unit = CourseUnit(
    number: "99", name: "Fake", title: "", summary: "", files: ["F.swift", "G.swift"],
    tasks: [CourseTask(id: "99.1", name: "a thing", files: ["F.swift"], points: 1, hints: [])])

  private var reset: ExerciseReset { ExerciseReset(unit, in: layout) }

  override func setUpWithError() throws {
    for name in unit.files {
      try put("stub \(name)", layout.stubs(unit).appendingPathComponent(name))
      try put("mine \(name)", layout.exercise(unit).appendingPathComponent(name))
    }
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: layout.root) }

  private func put(_ text: String, _ file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func own(_ name: String) -> String? {
    try? String(contentsOf: layout.exercise(unit).appendingPathComponent(name), encoding: .utf8)
  }

  func testTheStubComesBackAndTheStudentsFileIsKept() throws {
    let outcome = try reset.reset(["F.swift"])
    XCTAssertEqual(outcome.files, ["F.swift"])
    XCTAssertEqual(unit.files.map(own), ["stub F.swift", "mine G.swift"])
    let kept = try XCTUnwrap(outcome.kept)
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: kept.path), ["F.swift"])
    XCTAssertEqual(
      try String(contentsOf: kept.appendingPathComponent("F.swift"), encoding: .utf8), "mine F.swift")
  }

  func testEveryResetKeepsAnew() throws {
    let first = try reset.reset(unit.files)
    try put("mine again", layout.exercise(unit).appendingPathComponent("F.swift"))
    let second = try reset.reset(unit.files)
    XCTAssertEqual([first, second].map(\.kept?.lastPathComponent), ["1", "2"])
    XCTAssertEqual(second.files, ["F.swift"])
    XCTAssertEqual(try reset.reset(unit.files), ExerciseReset.Outcome())
  }

  func testAFileThatIsGoneComesBackWithNothingToKeep() throws {
    try FileManager.default.removeItem(at: layout.exercise(unit))
    let outcome = try reset.reset(unit.files)
    XCTAssertEqual(outcome.files, unit.files)
    XCTAssertNil(outcome.kept)
    XCTAssertEqual(unit.files.map(own), ["stub F.swift", "stub G.swift"])
  }

  func testWithoutTheCoursesOwnCopiesNothingIsTouched() throws {
    try FileManager.default.removeItem(at: layout.stubs(unit).appendingPathComponent("G.swift"))
    XCTAssertThrowsError(try reset.reset(unit.files))
    XCTAssertEqual(unit.files.map(own), ["mine F.swift", "mine G.swift"])
  }
}
