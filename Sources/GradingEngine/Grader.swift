import CourseCatalog
import Foundation
import GradingEvents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Grades submissions: stages their files, builds them with the suite, runs the checks, keeps the points.
public struct Grader {
  private let layout: CourseLayout
  private let seed: String?
  private let secondsPerCheck: Double
  private let progress: (String) -> Void

  /// A grader for the course around `layout`.
  ///
  /// - Parameters:
  ///   - seed: of the suites' random numbers; `nil` leaves the suites' own.
  ///   - secondsPerCheck: after which a check has timed out.
  ///   - progress: is told in one line what goes on.
  public init(
    _ layout: CourseLayout, seed: String? = nil, secondsPerCheck: Double = 10,
    progress: @escaping (String) -> Void = { _ in }
  ) {
    self.layout = layout
    self.seed = seed
    self.secondsPerCheck = secondsPerCheck
    self.progress = progress
  }

  /// Grades one unit of a submission.
  ///
  /// - Throws: ``GradingFailure/graderError(_:)`` where the grader itself fails.
  public func grade(_ unit: CourseUnit, of submission: Submission) throws -> UnitReport {
    let lock = try ScratchLock(layout, progress)
    defer { lock.release() }
    let checks = try SuiteListing(of: unit, in: layout).checks
    do {
      let staged = try StagedSubmission(unit, of: submission, in: layout)
      for name in staged.missing {
        progress("\(name) is not in \(StagedSubmission.displayed(submission.folder)): the stub stands in.")
      }
      return Scorer.report(on: unit, try results(unit, checks, staged))
    } catch let file as UnusableFile {
      return Scorer.report(on: unit, Self.all(checks, .doesNotCompile, file.message))
    }
  }

  private func results(
    _ unit: CourseUnit, _ checks: [GradedCheck], _ staged: StagedSubmission
  ) throws -> [CheckResult] {
    switch try SuiteBuilder(layout: layout, secondLimit: 600, progress: progress).build(unit, staged) {
    case .rejected(let verdict, let message):
      return Self.all(checks, verdict, message)
    case .ready(let program):
      progress("Running \(checks.count) checks …")
      let settings = RunSettings(
        program: program, scratch: try freshScratch(), stagedFolder: staged.folder,
        secondsPerCheck: secondsPerCheck, seed: seed)
      return try SuiteRunner(settings).run(checks).map { Self.withOwnPaths($0, staged) }
    }
  }

  /// A run starts in an empty folder: what an earlier one left there must not help or hurt.
  private func freshScratch() throws -> URL {
    let folder = layout.scratch.appendingPathComponent("run")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func all(_ checks: [GradedCheck], _ verdict: Verdict, _ message: String) -> [CheckResult] {
    checks.map { CheckResult(check: $0, verdict: verdict, message: message) }
  }

  private static func withOwnPaths(_ result: CheckResult, _ staged: StagedSubmission) -> CheckResult {
    var result = result
    result.message = result.message.map(staged.withOwnPaths)
    result.place = result.place.map { SourcePlace(file: staged.withOwnPaths($0.file), line: $0.line) }
    return result
  }
}

/// Lets one grader at a time build below `.build/course`.
private struct ScratchLock {
  private let descriptor: Int32

  init(_ layout: CourseLayout, _ progress: (String) -> Void) throws {
    let file = layout.scratch.appendingPathComponent("lock").path
    try? FileManager.default.createDirectory(at: layout.scratch, withIntermediateDirectories: true)
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw GradingFailure.graderError("cannot write to \(layout.scratch.path): grading builds there")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      progress("Another grading is under way here: waiting for it.")
      _ = flock(descriptor, LOCK_EX)
    }
  }

  func release() { close(descriptor) }
}
