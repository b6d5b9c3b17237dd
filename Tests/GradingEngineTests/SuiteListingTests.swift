import CourseCatalog
import Formats
import Foundation
import XCTest

@testable import GradingEngine

final class SuiteListingTests: XCTestCase {
  func testChecksAreReadFromTheSource() {
    let source = """
      final class StepTests: GradedTestCase {
        private func helper() {}
        func testTask2_stepUsesThePreviousState() throws {
          if isStep {
            compare()
          }
        }
        // func testTask2_thisIsAComment() throws {
        func testNothing() {}
      }
      final class OtherTests: GradedTestCase {
        func testTask12_twelve() throws { check() }
      }
      final class Stranger {
        func testTask3_three() {}
      }
      """
    let listing = SuiteListing(SourceOutline("@testable import A\nimport B\n" + source), module: "Suite03RNN")
    let checks = listing.checks
    XCTAssertEqual(listing.imports, ["A", "B"])
    XCTAssertEqual(checks.map(listing.body), ["if isStep {\n  compare()\n}", "check()"])
    XCTAssertEqual(
      checks.map(\.identifier),
      ["Suite03RNN.StepTests/testTask2_stepUsesThePreviousState", "Suite03RNN.OtherTests/testTask12_twelve"])
    XCTAssertEqual(checks.map(\.taskNumber), [2, 12])
    XCTAssertEqual(checks[0].title, "step uses the previous state")
    let titles = [
      "theGRUComputesTheSameStates": "the GRU computes the same states", "aLSTM": "a LSTM",
      "everyLayersCacheIsKept": "every layer's cache is kept",
      "thereAreAtMost512Tokens": "there are at most 512 tokens",
      "theModelBeatsPairsOnTheStudentsText": "the model beats pairs on the student's text",
      "topKKeepsTheMostLikely": "top-k keeps the most likely",
      "everyNNeighborsAreAnNGram": "every n neighbors are an n-gram",
    ]
    for (name, title) in titles {
      XCTAssertEqual(GradedCheck(module: "M", className: "C", method: "testTask1_" + name).title, title)
    }
  }

  func testEverySuiteHasSeveralChecksForEveryTask() throws {
    for unit in Course.units {
      let layout = try TestCourse.layout()
      let checks = try SuiteListing(of: unit, in: layout).checks
      let sources = try SuiteListing.files(of: unit, in: layout).map {
        try String(contentsOf: $0, encoding: .utf8)
      }
      XCTAssertEqual(checks.count, sources.joined().components(separatedBy: "  func testTask").count - 1)
      for task in unit.tasks {
        XCTAssertGreaterThanOrEqual(checks.filter { $0.taskNumber == task.number }.count, 2, task.id)
      }
      XCTAssertEqual(Set(checks).count, checks.count)
      XCTAssertTrue(checks.allSatisfy { check in unit.tasks.contains { $0.number == check.taskNumber } })
    }
  }
}

/// The course that contains these tests.
enum TestCourse {
  static func layout() throws -> CourseLayout {
    try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
  }
}
