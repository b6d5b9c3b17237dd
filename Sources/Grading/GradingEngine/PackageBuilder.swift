import ChildProcesses
import CourseCatalog
import Formats
import Foundation
import GradingProtocol

/// Builds the judge and the program that answers by the package's own manifest, cut to one unit: the slow
/// way, for systems whose link command ``SubmissionBuilder`` does not support.
///
/// It has its own scratch folders, separate from the student's builds, so neither waits for the other. A
/// compiler error costs the whole unit here.
struct PackageBuilder {
  let layout: CourseLayout
  let checks: [GradedCheck]
  let secondLimit: Double
  let progress: (String) -> Void

  /// Whether this system has no faster way.
  static var isTheOnlyWay: Bool {
    #if os(Linux)
      false
    #else
      true
    #endif
  }

  /// The folder where the manifest finds its targets of one kind.
  private static func folder(_ kind: String, of unit: CourseUnit, in layout: CourseLayout) -> URL {
    layout.scratch.appendingPathComponent("\(kind)/\(unit.folder)")
  }

  /// Where the manifest finds the copies of a submission's files.
  static func stagingFolder(_ unit: CourseUnit, in layout: CourseLayout) -> URL {
    folder("staged", of: unit, in: layout)
  }

  /// Builds the judge: the suite against the proxy of the exercise.
  ///
  /// - Returns: its program and first arguments.
  /// - Throws: `Complaint` if it does not build.
  func buildJudge(_ unit: CourseUnit) throws -> [String] {
    let sources = try CallSources(unit, in: layout)
    _ = try sources.write(sources.proxy, to: Self.folder("proxies", of: unit, in: layout))
    let result = try build(unit, subject: "proxies", ["--build-tests"])
    guard result.end == .exited(0) else { throw broken(result) }
    return try judge()
  }

  /// Builds the program that answers.
  ///
  /// - Throws: `Complaint` if the build fails for a reason that is not the submission's.
  func build(_ unit: CourseUnit, _ staged: StagedSubmission) throws -> BuiltSuite {
    let sources = try CallSources(unit, in: layout)
    progress("Compiling \(unit.folder) …")
    var misfits = TableMisfits(leaving: ["Allocation.swift"])
    while true {
      let table = sources.table(misfits)
      _ = try sources.write(table.files, to: Self.folder("tables", of: unit, in: layout))
      let result = try build(unit, subject: "staged", ["--product", "Answers"])
      try BuildClock(layout).noteBuild()
      switch result.end {
      case .exited(0):
        var built = BuiltSuite(program: [scratch("staged").appendingPathComponent("debug/Answers").path])
        built.missing = Dictionary(
          uniqueKeysWithValues: table.missing.map { ($0, "the checks cannot call \($0)") })
        return built
      case nil: return all(.timedOut, "the compiler did not finish within \(Int(secondLimit)) seconds")
      default:
        let errors = CompilerDiagnostic.all(in: result.lines)
        let students = errors.filter { $0.file.hasPrefix(staged.folder.path + "/") }
        if !students.isEmpty { return all(.doesNotCompile, list(students, staged)) }
        let names = errors.map { URL(fileURLWithPath: $0.file).lastPathComponent }
        let own = names.filter { name in table.files.contains { $0.name == name } }
        guard misfits.add(own) else { throw broken(result) }
      }
    }
  }

  private func scratch(_ subject: String) -> URL { layout.scratch.appendingPathComponent("build-\(subject)") }

  private func build(_ unit: CourseUnit, subject: String, _ what: [String]) throws -> CommandOutput {
    let place = scratch(subject)
    if !FileManager.default.fileExists(atPath: place.path) {
      progress("Building the library for the first time: this takes about a minute.")
    }
    var environment = CompilerTools.environment
    environment["COURSE_ONLY"] = unit.number
    environment["COURSE_SUBJECT"] = ".build/course/\(subject)"
    if subject == "staged" { environment["COURSE_TABLES"] = ".build/course/tables" }
    return try CommandOutput(
      ChildCommand(
        ["/usr/bin/env", "swift", "build", "--scratch-path", place.path] + what, environment: environment,
        directory: layout.root.path), secondLimit: secondLimit)
  }

  private func all(_ verdict: Verdict, _ message: String) -> BuiltSuite {
    let lost = LostCheck(verdict: verdict, message: message)
    return BuiltSuite(lost: Dictionary(uniqueKeysWithValues: checks.map { ($0, lost) }))
  }

  private func judge() throws -> [String] {
    let folder = scratch("proxies").appendingPathComponent("debug")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = names.first(where: { $0.hasSuffix(".xctest") }) else {
      throw Complaint.ofCourse("the build left no test bundle in \(folder.path)")
    }
    let bundle = folder.appendingPathComponent(name).path
    #if os(macOS)
      // Apple's xctest takes the names of the checks, which are to follow, before the bundle.
      return ["/bin/sh", "-c", "exec /usr/bin/xcrun xctest -XCTest \"$1\" \"$0\"", bundle]
    #else
      return [bundle]
    #endif
  }

  private func broken(_ result: CommandOutput) -> Complaint {
    .ofCourse("the course itself does not build:\n\(result.lines.suffix(12).joined(separator: "\n"))")
  }

  /// The first errors, each at the student's own path.
  private func list(_ errors: [CompilerDiagnostic], _ staged: StagedSubmission) -> String {
    let shown = errors.prefix(3).map { staged.withOwnPaths($0.text) }
    let rest = errors.count > 3 ? ["and \(errors.count - 3) more"] : []
    return (shown + rest).joined(separator: "\n")
  }
}
