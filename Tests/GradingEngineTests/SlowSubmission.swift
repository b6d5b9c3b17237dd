import CourseCatalog
import Foundation
import GradingProtocol
import XCTest

@testable import GradingEngine

/// A copy of the solution of exercise 03, with changes, graded for real. Takes a second or two, so it runs
/// only if `COURSE_SLOW_TESTS` is set.
final class SlowSubmission {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "graded-\(UUID().uuidString)")
  private let layout: CourseLayout
  private let unit = Course.unit(named: "03")!

  init() throws {
    try XCTSkipUnless(
      ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1", "runs with COURSE_SLOW_TESTS=1")
    layout = try TestCourse.layout()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: layout.solution(unit), to: folder.appendingPathComponent(unit.folder))
  }

  /// Skips a test of what a report of a crash says: Swift 6.2 is the first to write one, on Linux for every program.
  static func requireCrashReports() throws {
    #if !os(Linux) || compiler(<6.2)
      throw XCTSkip("the line of a crash is known with Swift 6.2 or later on Linux")
    #endif
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String) -> URL { folder.appendingPathComponent(unit.folder).appendingPathComponent(name) }

  /// Replaces a text that occurs once in a file.
  func replace(_ original: String, with text: String, in name: String) throws {
    let source = try String(contentsOf: file(name), encoding: .utf8)
    XCTAssertEqual(
      source.components(separatedBy: original).count, 2, "\(original) does not occur exactly once in \(name)")
    try Data(source.replacingOccurrences(of: original, with: text).utf8).write(to: file(name))
  }

  /// Replaces the body of the step of task 2.
  func writeStep(_ body: String) throws {
    try replace("    let fromInput = ", with: "    \(body)\n    let fromInput = ", in: "RNN.swift")
  }

  func grade(
    secondsPerCheck: Double = 10, secondsToCompile: Double = 60, seed: String? = nil, byPackage: Bool = false,
    carriesForward: Bool = false, isSandboxed: Bool = true
  ) throws -> UnitReport {
    var grader = Grader(
      layout, seed: seed, secondsPerCheck: secondsPerCheck, secondsToCompile: secondsToCompile)
    if byPackage { grader.buildsByPackage = true }
    grader.carriesForward = carriesForward
    grader.isSandboxed = isSandboxed
    return try grader.grade(unit, of: try Submission(path: folder.path, in: layout))
  }

  /// The line of a text in a file, as the report would name it.
  func place(_ text: String, in name: String) throws -> String {
    let lines = try String(contentsOf: file(name), encoding: .utf8).components(separatedBy: "\n")
    let line = try XCTUnwrap(lines.firstIndex { $0.contains(text) })
    return "\(unit.folder)/\(name):\(line + 1)"
  }
}

extension UnitReport {
  func task(_ number: Int) -> TaskReport { tasks[number - 1] }
  var verdicts: [Verdict] { tasks.map(\.verdict) }
}
