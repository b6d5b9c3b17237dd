import ChildProcesses
import CourseCatalog
import Formats
import Foundation

/// Grades submissions: stages their files, builds them with the suite, runs the checks, keeps the points.
///
/// One grader can serve many submissions, from several threads: it queries the toolchain and looks for
/// existing builds only once.
public struct Grader: Sendable {
  private let layout: CourseLayout
  private let seed: String?
  private let secondsPerCheck: Double
  private let secondsToCompile: Double
  private let progress: @Sendable (String) -> Void
  private let building: @Sendable (BuildProgress) -> Void
  private let kits: KitStore
  var buildsByPackage: Bool
  /// The one task whose checks are run; all tasks if `nil`.
  public var onlyTask: CourseTask?
  /// Whether both programs run in a sandbox if one works.
  var isSandboxed = true
  /// Whether a task that builds on another one, which did not pass, is also graded with the reference instead
  /// of the other. This takes up to a second more for an incomplete submission; without solutions it has no
  /// effect.
  public var carriesForward = false

  /// A grader for the course around `layout`.
  ///
  /// - Parameters:
  ///   - seed: the seed of the random numbers; `nil` keeps the defaults of the suites.
  ///   - secondsPerCheck: the time limit of a check.
  ///   - secondsToCompile: the time limit of the compiler for a submission's source.
  ///   - progress: receives a one-line status.
  ///   - building: receives the progress of the library build, if one is needed.
  public init(
    _ layout: CourseLayout, seed: String? = nil, secondsPerCheck: Double = 10, secondsToCompile: Double = 20,
    progress: @escaping @Sendable (String) -> Void = { _ in },
    building: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) {
    self.layout = layout
    self.seed = seed
    self.secondsPerCheck = secondsPerCheck
    self.secondsToCompile = secondsToCompile
    self.progress = progress
    self.building = building
    kits = KitStore(layout)
    buildsByPackage = PackageBuilder.isTheOnlyWay
  }

  /// Builds everything that grading a unit needs besides submissions, so no submission is blamed if that
  /// fails.
  ///
  /// - Throws: `Complaint` if part of the course itself does not build.
  public func prepare(_ unit: CourseUnit) throws {
    let lock = try ScratchLock(layout, progress)
    // A grader that was killed leaves its folders on disk.
    lock.withExclusiveAccessIfFree {
      try? FileManager.default.removeItem(at: layout.scratch.appendingPathComponent("work"))
    }
    if !buildsByPackage { _ = try kits.unit(unit, lock, progress, building) }
  }

  /// Grades one unit of a submission. Several can be graded at a time, from several threads or processes.
  ///
  /// - Throws: `Complaint` if the grader itself fails.
  public func grade(_ unit: CourseUnit, of submission: Submission) throws -> UnitReport {
    let lock = try ScratchLock(layout, progress)
    if buildsByPackage { return try lock.alone { try gradeByPackage(unit, submission) } }
    return try gradeByCompiler(unit, submission, lock)
  }

  /// Grades several units of a submission. If the grader itself fails in one unit, that unit's report says
  /// so, and the other scores are not affected.
  public func grade(_ units: [CourseUnit], of submission: Submission) -> [UnitReport] {
    units.map { unit in
      do { return try grade(unit, of: submission) } catch {
        return UnitReport(unit, everywhere: .graderError, because: "\(error)")
      }
    }
  }

  private func gradeByCompiler(
    _ unit: CourseUnit, _ submission: Submission, _ lock: ScratchLock
  ) throws -> UnitReport {
    let kit = try kits.unit(unit, lock, progress, building)
    let work = try freshFolder("work/\(UUID().uuidString)")
    // The user's Ctrl-C ends this process immediately.
    InterruptGuard.watch(folder: work)
    defer {
      try? FileManager.default.removeItem(at: work)
      InterruptGuard.forget(folder: work)
    }
    var staged = try StagedSubmission(
      unit, of: submission, in: layout, to: work.appendingPathComponent("source"))
    tellMissing(staged, submission)
    let builder = SubmissionBuilder(unit: kit, work: work, secondLimit: secondsToCompile)
    let checks = wanted(kit.checks)
    // The judge needs nothing from the submission, so it starts while that compiles.
    let runner = try SuiteRunner(
      runSettings(judge: [kit.judge.path], staged, in: work), startingOn: checks)
    let built = try builder.build(&staged)
    var report = Scorer.report(on: unit, try results(checks, built, staged, runner), only: onlyTask)
    report.notes = notes(staged)
    guard carriesForward, !report.isComplete, !report.hasGraderError else { return report }
    let settings = RunSettings(
      judge: [kit.judge.path], program: [], scratch: work, stagedFolder: work,
      secondsPerCheck: secondsPerCheck, seed: seed)
    let grading = CarriedGrading(
      unit: kit, layout: layout, work: work, secondsToCompile: secondsToCompile, settings: settings)
    return grading.adding(to: report, staged)
  }

  private func gradeByPackage(_ unit: CourseUnit, _ submission: Submission) throws -> UnitReport {
    let checks = try SuiteListing(of: unit, in: layout).checks
    let work = try freshFolder("run")
    BuildClock(layout).waitForNewSecond()
    let staged = try StagedSubmission(
      unit, of: submission, in: layout, to: PackageBuilder.stagingFolder(unit, in: layout))
    tellMissing(staged, submission)
    let builder = PackageBuilder(layout: layout, checks: checks, secondLimit: 600, progress: progress)
    let judge = try builder.buildJudge(unit)
    var built = try builder.build(unit, staged)
    for (check, lost) in staged.lostChecks(of: checks) { built.lost[check] = lost }
    let runner = SuiteRunner(try runSettings(judge: judge, staged, in: work))
    var report = Scorer.report(
      on: unit, try results(wanted(checks), built, staged, runner), only: onlyTask)
    report.notes = notes(staged)
    return report
  }

  private func wanted(_ checks: [GradedCheck]) -> [GradedCheck] {
    onlyTask.map { task in checks.filter { $0.taskNumber == task.number } } ?? checks
  }

  private func notes(_ staged: StagedSubmission) -> [String]? {
    let notes = staged.notes.map(staged.withOwnPaths)
    return notes.isEmpty ? nil : notes
  }

  private func tellMissing(_ staged: StagedSubmission, _ submission: Submission) {
    for name in staged.missing {
      progress("\(name) is not in \(StagedSubmission.displayed(submission.folder)): the stub is used.")
    }
  }

  /// The settings of the run; the program is not known yet.
  private func runSettings(
    judge: [String], _ staged: StagedSubmission, in work: URL
  ) throws -> RunSettings {
    var settings = RunSettings(
      judge: judge, program: [], scratch: try Self.freshFolder(work.appendingPathComponent("run")),
      stagedFolder: staged.folder, secondsPerCheck: secondsPerCheck, seed: seed)
    settings.isSandboxed = isSandboxed
    return settings
  }

  /// The results of all checks: of those that are unavailable, and of those that are run.
  private func results(
    _ checks: [GradedCheck], _ built: BuiltSuite, _ staged: StagedSubmission, _ runner: SuiteRunner
  ) throws -> [CheckResult] {
    let lost = built.lost.filter { checks.contains($0.key) }.map { check, loss in
      CheckResult(check: check, verdict: loss.verdict, message: staged.withOwnPaths(loss.message))
    }
    let ready = checks.filter { built.lost[$0] == nil }
    guard built.program != nil, !ready.isEmpty else { return lost }
    progress("Running \(ready.count) checks …")
    let run = try runner.asking(built).run(ready)
    let told = seed == nil ? run : run.map(SecretInputs.withheld)
    let all = lost + told.map { staged.withOwnPaths(staged.blamingLosses($0)) }
    return checks.compactMap { check in all.first { $0.check == check } }
  }

  /// A run starts in an empty folder: files of an earlier run must not help or hurt.
  private func freshFolder(_ name: String) throws -> URL {
    try Self.freshFolder(layout.scratch.appendingPathComponent(name))
  }

  private static func freshFolder(_ folder: URL) throws -> URL {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
