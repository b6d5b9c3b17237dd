import XCTest

@testable import CourseCatalog
@testable import course_notebook

final class StubGeneratorTests: XCTestCase {
  private func unit(_ tasks: [String] = ["a thing"]) -> CourseUnit {
    CourseUnit(
      number: "99", name: "Fake", title: "", summary: "", files: ["F.swift"],
      tasks: tasks.enumerated().map {
        CourseTask(id: "99.\($0 + 1)", name: $1, files: ["F.swift"], points: 1, hints: [])
      })
  }

  private func stub(_ solution: String, _ tasks: [String] = ["a thing"]) throws -> String? {
    try StubGenerator(unit(tasks)).stubs(for: ["F.swift": solution])["F.swift"]
  }

  private func assertError(_ solution: String, _ phrase: String, line: UInt = #line) {
    XCTAssertThrowsError(try stub(solution), line: line) {
      XCTAssertTrue("\($0)".contains(phrase), "\($0)", line: line)
    }
  }

  func testABodyBecomesATaskAndWhatIsPrivateGoes() throws {
    let solution = """
      import LinearAlgebra

      /// A type.
      public struct A {
        /// Kept.
        public private(set) var b = 1
        private let c = 2

        /// Given.
        public init() {}

        /// Help.
        private func help() -> Int { 3 }

        /// Task 1. Writes it.
        ///
        /// - Returns: d.
        public func d(_ e: () -> Int = { 4 }) throws -> Int {
          let f = help()  // decisive
          return f
        }
      }

      /// A tool.
      private struct G {
        /// Task 1. Not this.
        func h() throws {}
      }

      extension A {
        fileprivate func i() {}
      }
      """
    XCTAssertEqual(
      try stub(solution),
      """
      import CourseSupport
      import Foundation
      import LinearAlgebra

      /// A type.
      public struct A {
        /// Kept.
        public private(set) var b = 1

        /// Given.
        public init() {}

        /// Task 1. Writes it.
        ///
        /// - Returns: d.
        public func d(_ e: () -> Int = { 4 }) throws -> Int {
          // TODO: Task 1, a thing.
          throw NotImplemented()
        }
      }

      """)
  }

  func testThePartsOfATaskAreNumberedAndAnExtensionsTaskIsThatOfItsThrowingFunctions() throws {
    let solution = """
      /// Task 2. All of it.
      extension A {
        public func b() throws -> Int { 1 }
        public func given() -> Int { 2 }
        public static func c() throws { 3 }
      }
      /// Task 1. Alone.
      public func d() throws {}
      """
    let stub = try XCTUnwrap(try stub(solution, ["one", "two"]))
    XCTAssertTrue(
      stub.contains("b() throws -> Int {\n    // TODO: Task 2, two (part 1 of 2).\n    throw"), stub)
    XCTAssertTrue(stub.contains("c() throws {\n    // TODO: Task 2, two (part 2 of 2).\n    throw"), stub)
    XCTAssertTrue(stub.contains("d() throws {\n  // TODO: Task 1, one.\n  throw NotImplemented()\n}"), stub)
    XCTAssertTrue(stub.contains("given() -> Int { 2 }"), stub)
    XCTAssertTrue(stub.hasPrefix("import CourseSupport\nimport Foundation\n\n/// Task 2."), stub)
  }

  func testWhatDoesNotFitTheCatalogueIsTold() {
    assertError("/// Task 2. A.\nfunc a() throws {}", "a of task 2, which is missing from the catalog")
    assertError("/// Task 1. A.\nfunc a() {}", "does not throw")
    assertError("/// Task 1 is nice.\nfunc a() throws {}", "begins with 'Task 1.'")
  }

  func testTheCoursesOwnCopiesAreWhatTheSolutionsGive() throws {
    try assertFresh(includesExercise: false)
  }

  /// Students edit their exercises freely, so this holds for the course as handed out.
  func testTheExercisesAreWhatTheSolutionsGive() throws {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
    try assertFresh(includesExercise: true)
  }

  private func assertFresh(includesExercise: Bool) throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    for unit in Course.units {
      XCTAssertEqual(
        try StubFiles(unit, in: layout).stale(includesExercise: includesExercise), [], unit.folder)
    }
  }
}
