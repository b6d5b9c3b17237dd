import XCTest

@testable import CourseCatalog
@testable import course_notebook

final class StubFilesTests: XCTestCase {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent(
    "stubs-\(UUID().uuidString)")
  private let unit = CourseUnit(
    number: "99", name: "Fake", title: "", summary: "", files: ["F.swift"],
    tasks: [CourseTask(id: "99.1", name: "a thing", files: ["F.swift"], points: 1, hints: [])])

  private var files: StubFiles { StubFiles(unit, in: CourseLayout(root: root)) }
  private let both = ["Tests/Grading/99-Fake/Stubs/F.swift", "Exercises/99-Fake/F.swift"]

  override func setUpWithError() throws { try put("Solutions/99-Fake/F.swift", solution("a")) }
  override func tearDownWithError() throws { try FileManager.default.removeItem(at: root) }

  private func solution(_ name: String) -> String { "/// Task 1. A.\npublic func \(name)() throws {}\n" }

  private func put(_ path: String, _ text: String) throws {
    let file = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  func testStubsAreWrittenOnceAndFollowTheSolution() throws {
    XCTAssertEqual(try files.stale(), both)
    XCTAssertEqual(try files.write(), both)
    XCTAssertEqual(try files.write(), [])
    XCTAssertEqual(try files.stale(), [])
    try put("Solutions/99-Fake/F.swift", solution("b"))
    XCTAssertEqual(try files.stale(includesExercise: false), [both[0]])
    XCTAssertEqual(try files.write(), both)
    XCTAssertTrue(try text(both[1]).contains("func b()"))
  }

  func testWhatAStudentWroteIsNotOverwritten() throws {
    _ = try files.write()
    try put(both[1], "mine")
    try put("Solutions/99-Fake/F.swift", solution("b"))
    XCTAssertThrowsError(try files.write()) { XCTAssertTrue("\($0)".contains("course reset 99"), "\($0)") }
    XCTAssertEqual(try text(both[1]), "mine")
    XCTAssertTrue(try text(both[0]).contains("func a()"), "nothing is written where something is refused")
  }

  func testAMissingSolutionIsTold() throws {
    try FileManager.default.removeItem(at: root.appendingPathComponent("Solutions"))
    XCTAssertThrowsError(try files.write()) {
      XCTAssertTrue("\($0)".contains("Solutions/99-Fake/F.swift is missing"), "\($0)")
    }
  }
}
