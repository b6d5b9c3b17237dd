import ChildProcesses
import CommandSupport
import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// One call of `course class`.
struct ClassCommand {
  private let arguments: Arguments
  private let layout: CourseLayout
  private let units: [CourseUnit]
  private let path: String

  init(_ arguments: Arguments) throws {
    self.arguments = arguments
    layout = try CourseLayout.current()
    units = try arguments.units()
    path = arguments.positional(.dir) ?? ""
  }

  /// Grades the class and shows the results.
  func go() throws -> ExitStatus {
    let jobs = try arguments.integer(.jobs, in: 1...256) ?? 2
    let shard = try shard()
    let roster = try ClassRoster(path)
    let out = try resultsFolder(roster, shard)
    let screen = ClassScreen(terminal: .standard, isJSON: arguments.flag(.json))
    screen.note(roster.notes + (Sandbox.warning.map { [$0] } ?? []))
    let settings = ClassSettings(
      units: units, seed: try arguments.seed(in: layout), version: try Grader.version(for: units, in: layout),
      shard: shard, roster: roster)
    let grader = SharedGrader(Grader(layout, seed: settings.seed, progress: screen.progress), units, layout)
    try grader.prepare()
    let store = RecordStore(out)
    let run = ClassRun(units, of: roster, to: store, settings: settings, jobs: jobs)
    let outcome = try run.go(
      resumes: arguments.flag(.resume), tell: screen.show, fingerprints: grader.fingerprints,
      grade: grader.grade)
    try screen.finish(outcome, store, isPart: shard != nil)
    return outcome.graderErrors.isEmpty ? .done : .internalError
  }

  private func shard() throws -> Shard? {
    guard let text = arguments.string(.shard) else { return nil }
    guard let shard = Shard(text) else {
      throw Complaint("--shard takes I/N, the I-th of N parts counted from 1, not '\(text)'")
    }
    return shard
  }

  /// Where the results go: never among the submissions, where the next run would mistake them for a student.
  private func resultsFolder(_ roster: ClassRoster, _ shard: Shard?) throws -> URL {
    let named = arguments.string(.out) ?? "\(roster.folder.lastPathComponent)-graded"
    var folder = URL(fileURLWithPath: named).standardizedFileURL.resolvingSymlinksInPath()
    guard !(folder.path + "/").hasPrefix(roster.folder.path + "/") else {
      throw Complaint("--out \(named) is inside the submissions folder: name a folder elsewhere")
    }
    if let shard { folder.appendPathComponent(shard.folderName) }
    return folder
  }
}

/// One grader for all workers.
private struct SharedGrader: Sendable {
  private let grader: Grader
  private let units: [CourseUnit]
  private let layout: CourseLayout

  init(_ grader: Grader, _ units: [CourseUnit], _ layout: CourseLayout) {
    self.grader = grader
    self.units = units
    self.layout = layout
  }

  func prepare() throws { try units.forEach(grader.prepare) }

  @Sendable func grade(_ submission: Submission) throws -> CourseReport {
    CourseReport(units: grader.grade(units, of: submission))
  }

  @Sendable func fingerprints(_ submission: Submission) -> [SourceFingerprint] {
    units.flatMap { SourceFingerprint.all(of: $0, in: submission, layout) }
  }
}
