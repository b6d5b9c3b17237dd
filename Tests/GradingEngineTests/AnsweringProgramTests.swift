import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

/// The contents of the programs that hold a student's code: nothing that would help to guess an answer.
final class AnsweringProgramTests: XCTestCase {
  private func program(for unit: CourseUnit, in layout: CourseLayout) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("answers-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let lock = try ScratchLock(layout) { _ in }
    let kit = try KitStore(layout).unit(unit, lock, { _ in }, { _ in })
    let submission = try Submission(path: layout.solution(unit).deletingLastPathComponent().path, in: layout)
    var staged = try StagedSubmission(
      unit, of: submission, in: layout, to: folder.appendingPathComponent("source"))
    let built = try SubmissionBuilder(unit: kit, work: folder, secondLimit: 60).build(&staged)
    return try Data(contentsOf: URL(fileURLWithPath: try XCTUnwrap(built.program?.first)))
  }

  /// Sentences of a suite: its strings of five words and more, without interpolations.
  private func sentences(of unit: CourseUnit, in layout: CourseLayout) throws -> [String] {
    try SuiteListing.files(of: unit, in: layout).flatMap { file in
      let text = try String(contentsOf: file, encoding: .utf8)
      return text.components(separatedBy: "\"").filter {
        $0.split(separator: " ").count >= 5 && !$0.contains("\n") && !$0.contains("\\")
      }
    }
  }

  func testTheyHoldNoSuiteNoOracleAndNoModuleThatTheExerciseMayNotImport() throws {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
    let layout = try TestCourse.layout()
    for number in ["03", "06", "09", "12"] {
      let unit = try XCTUnwrap(Course.unit(named: number))
      let program = try program(for: unit, in: layout)
      func holds(_ text: String) -> Bool { program.range(of: Data(text.utf8)) != nil }
      XCTAssertTrue(holds(unit.exerciseModule) && holds("Answering"), number)
      // Every symbol and every type's description carries its module's name.
      let known = Set(LibraryModule.closure(of: unit.imports + ["Answering"]).map(\.name))
      for module in LibraryModule.all.map(\.name) + ["XCTest", unit.suiteModule, "RecurrentSuspects"]
      where !known.contains(module) {
        XCTAssertFalse(holds("\(module.utf8.count)\(module)"), "\(module) in the program of \(number)")
      }
      let told = try sentences(of: unit, in: layout)
      XCTAssertGreaterThan(told.count, 10, number)
      for sentence in told { XCTAssertFalse(holds(sentence), "\(number): \(sentence)") }
      XCTAssertFalse(holds("COURSE_SEED"), number)
      for check in try SuiteListing(of: unit, in: layout).checks {
        XCTAssertFalse(holds(check.method), "\(number): \(check.method)")
      }
    }
  }
}
