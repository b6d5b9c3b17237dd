import CourseCatalog
import Formats
import Foundation
import GradingEngine
import XCTest

@testable import course_class

/// A class on disk and a grader that only looks at a digit in a file, so whole runs take milliseconds.
final class FakeClass {
  let folder: URL
  let unit = Course.unit(named: "03")!
  let calls = Calls()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("class-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: submissions, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var submissions: URL { folder.appendingPathComponent("submissions") }
  var store: RecordStore { RecordStore(folder.appendingPathComponent("out")) }

  /// A student's folder whose files all hold one text.
  func add(_ name: String, _ text: String, inside path: String = "03-RNN") throws {
    let place = submissions.appendingPathComponent(name).appendingPathComponent(path)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for file in unit.files { try Data(text.utf8).write(to: place.appendingPathComponent(file)) }
  }

  /// A number of students, whose texts state how many tasks are correct.
  func fill(_ count: Int) throws {
    for number in 0..<count { try add(String(format: "student%03d", number), "\(number % 6) of \(number)") }
  }

  func settings(seed: String? = nil, version: String = "1", shard: Shard? = nil) throws -> ClassSettings {
    ClassSettings(
      units: [unit], seed: seed, version: version, shard: shard, roster: try ClassRoster(submissions.path))
  }

  func run(
    seed: String? = nil, version: String = "1", shard: Shard? = nil, jobs: Int = 3, resumes: Bool = false,
    to store: RecordStore? = nil, tell: @escaping @Sendable (ClassEvent) -> Void = { _ in },
    first: @escaping @Sendable (Submission) -> Void = { _ in }
  ) throws -> ClassOutcome {
    let run = ClassRun(
      [unit], of: try ClassRoster(submissions.path), to: store ?? self.store,
      settings: try settings(seed: seed, version: version, shard: shard), jobs: jobs)
    let grader = grader
    return try run.go(resumes: resumes, tell: tell) { submission in
      first(submission)
      return try grader(submission)
    }
  }

  /// Joins the results with nothing else.
  func merge() throws -> ClassOutcome { try ClassMerge([store.folder]).go(to: store) }

  /// The digit is the number of tasks that pass, from the first on; `broken` makes the grader fail.
  private var grader: GradeSubmission {
    let (unit, calls) = (unit, calls)
    return { submission in
      calls.count(submission.folder.lastPathComponent)
      guard case .contents(let data) = submission.part("RNN.swift", of: unit) else {
        return CourseReport(units: [UnitReport(unit, everywhere: .failed, because: "no file")])
      }
      let text = String(decoding: data, as: UTF8.self)
      if text.hasPrefix("broken") { throw Complaint.ofCourse("the grader stumbled") }
      var report = UnitReport(unit, everywhere: .failed, because: "wrong: \(text)")
      for place in 0..<min(5, Int(text.prefix(1)) ?? 0) {
        report.tasks[place].verdict = .passed
        report.tasks[place].score = report.tasks[place].maxScore
        report.tasks[place].message = nil
      }
      return CourseReport(units: [UnitReport(unit: report.unit, tasks: report.tasks)])
    }
  }

  func gradebook(_ store: RecordStore? = nil) throws -> String {
    try String(contentsOf: (store ?? self.store).gradebookFile, encoding: .utf8)
  }

  /// The names in the first column.
  func rows() throws -> [String] {
    try gradebook().components(separatedBy: "\r\n").dropFirst().dropLast().map {
      $0.components(separatedBy: ",")[0]
    }
  }
}

/// The graded students, counted from any thread.
final class Calls: @unchecked Sendable {
  private let lock = NSLock()
  private var graded: [String] = []

  func count(_ name: String) { lock.withLock { graded.append(name) } }

  /// The students graded since the last call.
  func take() -> [String] {
    lock.withLock {
      defer { graded = [] }
      return graded.sorted()
    }
  }
}

func message(_ body: () throws -> some Any) -> String? {
  do {
    _ = try body()
    return nil
  } catch { return "\(error)" }
}
