import Foundation
import XCTest

@testable import CourseCatalog
@testable import course

final class SolutionExcerptTests: XCTestCase {
  private let layout = CourseLayout(
    root: FileManager.default.temporaryDirectory.appendingPathComponent("solution-\(UUID().uuidString)"))
  private let unit = CourseUnit(
    number: "99", name: "Fake", title: "", summary: "", files: ["F.swift"],
    tasks: [1, 2].map { CourseTask(id: "99.\($0)", name: "", files: ["F.swift"], points: 1, hints: []) })

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(at: layout.solution(unit), withIntermediateDirectories: true)
    let source = """
      struct A {
        /// Task 1. One.
        public func one() throws -> Int {
          help()  // decisive
        }

        /// Task 2. Two.
        public func two() throws {}

        /// Help.
        private func help() -> Int { C.deep }
      }
      private func unused() {}
      private enum C { static let deep = 1 }
      """
    try Data(source.utf8).write(to: layout.solution(unit).appendingPathComponent("F.swift"))
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: layout.root) }

  private func parts(_ task: Int) throws -> [SolutionExcerpt.Part] {
    try SolutionExcerpt(of: [unit.tasks[task - 1]], of: unit, in: layout).parts
  }

  func testAnExcerptHoldsTheTasksFunctionsAndWhatTheyUse() throws {
    let found = try parts(1)
    XCTAssertEqual(found.map(\.line), [3, 11, 14])
    XCTAssertEqual(found[0].source, "public func one() throws -> Int {\n  help()  // decisive\n}")
    XCTAssertEqual(found[1].source, "private func help() -> Int { C.deep }")
    XCTAssertEqual(found[2].source, "private enum C { static let deep = 1 }")
    XCTAssertEqual(found[0].file, "Solutions/99-Fake/F.swift")
    XCTAssertEqual(try parts(2).map(\.line), [8])
  }

  func testACopyWithoutSolutionsSaysSo() throws {
    try FileManager.default.removeItem(at: layout.solution(unit))
    XCTAssertThrowsError(try parts(1)) { XCTAssertTrue("\($0)".contains("has no solutions"), "\($0)") }
  }

  func testEveryTaskOfTheCourseHasAnExcerpt() throws {
    let course = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    for unit in Course.units {
      for task in unit.tasks {
        XCTAssertFalse(try SolutionExcerpt(of: [task], of: unit, in: course).parts.isEmpty, task.id)
      }
    }
  }
}
