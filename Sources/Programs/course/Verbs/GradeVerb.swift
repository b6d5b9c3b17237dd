import ChildProcesses
import CommandSupport
import CourseCatalog
import Formats
import Foundation
import GradingEngine

extension Action {
  /// `course grade 03`, `course grade 03.2`
  static let grade = Action(.grade) { arguments in
    let layout = try CourseLayout.current()
    let choice = try arguments.taskOrUnit(.unit)
    let units = choice.map { [$0.unit] } ?? Course.units
    return try GradeRun(arguments, layout, units, only: choice?.task).grade(units, asked: choice != nil)
  }
}

/// One call of `course grade`.
private struct GradeRun {
  private let arguments: Arguments
  private let layout: CourseLayout
  private let submission: Submission
  private let terminal = Terminal.standard
  private let output: ReportOutput?
  private let seed: String?
  private let onlyTask: CourseTask?

  init(_ arguments: Arguments, _ layout: CourseLayout, _ units: [CourseUnit], only task: CourseTask?) throws {
    onlyTask = task
    output = try ReportOutput(arguments, unitCount: units.count)
    self.arguments = arguments
    self.layout = layout
    let path = arguments.string(.submission) ?? layout.root.appendingPathComponent("Exercises").path
    submission = try Submission.named(path, for: units, in: layout)
    seed = submission.isExercises ? arguments.string(.seed) : try arguments.seed(in: layout)
  }

  /// Grades the units and shows the results.
  ///
  /// - Parameter asked: whether the user named the unit: then its folder must exist.
  func grade(_ units: [CourseUnit], asked: Bool) throws -> ExitStatus {
    for unit in units where asked && !submission.contains(unit) {
      throw Complaint("\(submission.folder.path) has no folder \(unit.folder)")
    }
    if !submission.isExercises, let warning = Sandbox.warning { terminal.writeError("course: \(warning)") }
    let line = ProgressLine()
    defer { line.clear() }
    var grader = Grader(layout, seed: seed, progress: line.show, building: BuildScreen().show)
    // Carrying needs the results of the tasks below, which are unknown if only one task is graded.
    grader.carriesForward = onlyTask == nil
    grader.onlyTask = onlyTask
    let begun = Date()
    var reports =
      asked ? try units.map { try grader.grade($0, of: submission) } : grader.grade(units, of: submission)
    if arguments.flag(.carry) { reports = reports.map(\.countingCarried) }
    let seconds = Date().timeIntervalSince(begun)
    line.clear()
    if submission.isExercises, onlyTask == nil { ProgressRecorder(layout, terminal).keep(reports) }
    let isReported = try report(reports, seconds)
    if output == nil || output?.file != nil { try show(reports, asOne: asked) }
    if !isReported || reports.contains(where: \.hasGraderError) { return .internalError }
    return reports.allSatisfy(\.isComplete) ? .done : .checksFailed
  }

  /// Writes the report the options request; returns whether that succeeded.
  private func report(_ reports: [UnitReport], _ seconds: Double) throws -> Bool {
    guard let output else { return true }
    let record = SubmissionRecord(
      submission: submission.folder.lastPathComponent, contentHash: "", seed: seed,
      report: CourseReport(units: reports), seconds: seconds)
    do {
      try output.write(record, in: layout)
      return true
    } catch let refusal as Complaint {
      terminal.writeError("course: \(refusal)")
      return false
    }
  }

  private func show(_ reports: [UnitReport], asOne: Bool) throws {
    guard arguments.flag(.json) else {
      let screen = GradeScreen(terminal: terminal, command: Invocation.current, isOwn: submission.isExercises)
      return print(reports.map(screen.text).joined(separator: "\n\n"))
    }
    print(asOne ? try jsonText(reports[0]) : try jsonText(CourseReport(units: reports)))
  }
}
