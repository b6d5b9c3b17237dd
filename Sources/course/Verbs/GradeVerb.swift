import ChildProcesses
import CourseCatalog
import Foundation
import GradingEngine
import GradingReports

extension Verb {
  /// `course grade 03`
  static let grade = Verb(
    name: "grade", summary: "grade an exercise, or all of them",
    details: """
      Every task is checked by itself: a crash or an endless loop costs that check alone. Points of your own \
      exercises are kept, and 'course' shows them. The first grading builds the library and the checks, which takes \
      about a minute; later ones take a second or two.
      """,
    positionals: [
      Positional("UNIT", help: "The unit, as 03 or RNN; all units where it is left out.", isRequired: false)
    ],
    options: [
      Option(
        "submission", value: "DIR",
        help: "Grade a folder shaped like Exercises, or a zip archive of one, instead of your own."),
      Option(
        "seed", value: "TEXT",
        help: "Draw the random inputs of the checks from a secret seed; feedback then shows no numbers."),
      Option(
        "carry",
        help:
          "Let a task count what it is worth with a right solution in the place of the tasks it builds on."),
      Option("json", help: "Print one JSON object instead of the screen."),
      Option(
        "format", value: "NAME",
        help: "Report as markdown, csv, json, junit, gradescope or exercism instead of the screen."),
      Option("output", value: "FILE", help: "Write that report to a file, and show the screen all the same."),
    ],
    example: """
      course grade 03
      course grade 03 --submission Solutions --json
      course grade 03 --format gradescope --output results.json
      """,
    run: { arguments in
      let layout = try CourseLayout.current()
      let unit = try arguments.unit()
      do {
        let units = unit.map { [$0] } ?? Course.units
        return try GradeRun(arguments, layout, units).grade(units, asked: unit != nil)
      } catch GradingFailure.badInput(let text) {
        throw UsageError(text)
      }
    })
}

/// One call of `course grade`.
private struct GradeRun {
  private let arguments: Arguments
  private let layout: CourseLayout
  private let submission: Submission
  private let terminal = Terminal.standard
  private let output: ReportOutput?
  private let seed: String?

  init(_ arguments: Arguments, _ layout: CourseLayout, _ units: [CourseUnit]) throws {
    output = try ReportOutput(arguments, unitCount: units.count)
    self.arguments = arguments
    self.layout = layout
    let path = arguments.string("submission") ?? layout.root.appendingPathComponent("Exercises").path
    submission = try Submission.named(path, for: units, in: layout)
    seed = submission.isExercises ? arguments.string("seed") : try arguments.seed(in: layout)
  }

  /// Grades the units and shows what came out.
  ///
  /// - Parameter asked: whether the user named the unit: then its folder has to be there.
  func grade(_ units: [CourseUnit], asked: Bool) throws -> ExitStatus {
    for unit in units where asked && !submission.contains(unit) {
      throw UsageError("\(submission.folder.path) has no folder \(unit.folder)")
    }
    if !submission.isExercises, let warning = Sandbox.warning { terminal.writeError("course: \(warning)") }
    let line = ProgressLine()
    defer { line.clear() }
    var grader = Grader(layout, seed: seed, progress: line.show)
    grader.carriesForward = true
    let begun = Date()
    var reports = try units.map { try grader.grade($0, of: submission) }
    if arguments.flag("carry") { reports = reports.map(\.countingCarried) }
    let seconds = Date().timeIntervalSince(begun)
    line.clear()
    if submission.isExercises { KeptPoints(layout, terminal).keep(reports) }
    let isReported = try report(reports, seconds)
    if output == nil || output?.file != nil { try show(reports, asOne: asked) }
    if !isReported || reports.contains(where: \.hasGraderError) { return .ourFault }
    return reports.allSatisfy(\.isComplete) ? .done : .foundWanting
  }

  /// Writes the report that the options ask for; whether nothing stood against it.
  private func report(_ reports: [UnitReport], _ seconds: Double) throws -> Bool {
    guard let output else { return true }
    let record = SubmissionRecord(
      submission: submission.folder.lastPathComponent, contentHash: "", seed: seed,
      report: CourseReport(units: reports), seconds: seconds)
    do {
      try output.write(record, in: layout)
      return true
    } catch let refusal as ReportRefusal {
      terminal.writeError("course: \(refusal)")
      return false
    }
  }

  private func show(_ reports: [UnitReport], asOne: Bool) throws {
    guard arguments.flag("json") else {
      let screen = GradeScreen(terminal: terminal, command: Invocation.current, isOwn: submission.isExercises)
      return print(reports.map(screen.text).joined(separator: "\n\n"))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = asOne ? try encoder.encode(reports[0]) : try encoder.encode(CourseReport(units: reports))
    print(String(decoding: data, as: UTF8.self))
  }
}
