import CourseCatalog
import Formats
import Foundation

/// Grades the tasks that build on others once more, with the reference instead of those that did not pass, so
/// a mistake in an early task does not hide correct work in a later one.
///
/// The student learns only how many checks pass: no message and no line, which could come from the reference.
/// If anything goes wrong, the report stays unchanged.
struct CarriedGrading {
  let unit: UnitKit
  let layout: CourseLayout
  /// The grading's own folder.
  let work: URL
  let secondsToCompile: Double
  /// The settings of a run; program and folders are set here.
  let settings: RunSettings

  /// The report with ``TaskReport/carried`` filled in.
  func adding(to report: UnitReport, _ staged: StagedSubmission) -> UnitReport {
    let names = unit.unit.files
    guard let own = texts(of: names + staged.takenAlong, in: staged.folder),
      let solution = texts(of: names, in: layout.solution(unit.unit)),
      let stubs = texts(of: names, in: layout.stubs(unit.unit))
    else { return report }
    let splice = ReferenceSplice(solution: solution, stubs: stubs)
    var report = report
    for (index, task) in unit.unit.tasks.enumerated() {
      let replaced = unmetPrerequisites(of: task, in: report)
      guard canBeCarried(report.tasks[index]), !replaced.isEmpty, splice.isBegun(task.number, in: own) else {
        continue
      }
      guard let sources = splice.replacing(Set(replaced.map(\.number)), in: own),
        let results = try? results(of: task, sources)
      else { continue }
      let carried = Scorer.carried(task, results, with: replaced.map(\.id))
      if carried.score > report.tasks[index].score { report.tasks[index].carried = carried }
    }
    return report
  }

  /// A task that was tampered with, or cannot be called, is not carried.
  private func canBeCarried(_ task: TaskReport) -> Bool {
    ![.passed, .tampered, .graderError, .doesNotCompile, .signatureChanged].contains(task.verdict)
  }

  /// The tasks that a task builds on, directly or not, and that did not pass.
  private func unmetPrerequisites(of task: CourseTask, in report: UnitReport) -> [CourseTask] {
    var ids = Set(task.dependsOn)
    var count = 0
    while count < ids.count {
      count = ids.count
      ids.formUnion(unit.unit.tasks.filter { ids.contains($0.id) }.flatMap(\.dependsOn))
    }
    let failed = report.tasks.filter { $0.verdict != .passed }.map(\.id)
    return unit.unit.tasks.filter { ids.contains($0.id) && failed.contains($0.id) }
  }

  private func texts(of names: [String], in folder: URL) -> [String: String]? {
    var texts: [String: String] = [:]
    for name in names {
      guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else {
        return nil
      }
      texts[name] = text
    }
    return texts
  }

  /// The results of a task's checks on other sources; `nil` if those do not build.
  private func results(of task: CourseTask, _ sources: [String: String]) throws -> [CheckResult]? {
    let folder = work.appendingPathComponent("carried-\(task.number)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appendingPathComponent("source")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
    for (name, text) in sources {
      let file = source.appendingPathComponent(name)
      try Data(text.utf8).write(to: file)
      file.openToReaders()
    }
    let builder = SubmissionBuilder(unit: unit, work: folder, secondLimit: secondsToCompile)
    let further = sources.keys.filter { !unit.unit.files.contains($0) }.sortedByBytes()
    let files = (unit.unit.files + further).map(source.appendingPathComponent)
    guard let program = try builder.program(of: files) else { return nil }
    var settings = settings
    settings.program = [program.path]
    settings.stagedFolder = source
    settings.scratch = folder.appendingPathComponent("run")
    settings.locatingTries = 0
    try FileManager.default.createDirectory(at: settings.scratch, withIntermediateDirectories: true)
    let checks = unit.checks.filter { $0.taskNumber == task.number }
    return try SuiteRunner(settings).run(checks)
  }
}

extension SubmissionBuilder {
  /// The program of sources that must compile unchanged and fit the suite; `nil` if they do not.
  func program(of files: [URL]) throws -> URL? {
    guard try ExerciseCompiler(unit: unit, run: run).compile(files, into: exercise) == .done else {
      return nil
    }
    let compiler = TableCompiler(unit: unit, run: CompilerRun(secondLimit: 120))
    guard case .ready(let table, _) = try compiler.table(for: exercise) else { return nil }
    return try link(table)
  }
}

extension Scorer {
  /// The points of a task's checks that were run with the reference instead of others.
  static func carried(_ task: CourseTask, _ results: [CheckResult], with ids: [String]) -> CarriedScore {
    let passed = results.filter { $0.verdict == .passed }.count
    return CarriedScore(score: points(of: task, results), with: ids, passed: passed)
  }
}
