import ChildProcesses
import CourseCatalog
import Formats
import Foundation
import GradingProtocol

/// Builds a unit's suite against a staged submission by the package's own manifest, cut to that unit: the slow way,
/// for systems on which ``SubmissionBuilder`` does not know how a test program is linked.
///
/// It has a scratch folder of its own, apart from the student's builds, so that neither waits for the other. What
/// does not compile costs the whole unit here.
struct PackageBuilder {
  let layout: CourseLayout
  let checks: [GradedCheck]
  let secondLimit: Double
  let progress: (String) -> Void

  private var scratch: URL { layout.scratch.appendingPathComponent("build") }

  /// Where the manifest finds the copies of a submission's files.
  static func stagingFolder(_ unit: CourseUnit, in layout: CourseLayout) -> URL {
    layout.scratch.appendingPathComponent("staged").appendingPathComponent(unit.folder)
  }

  /// Builds.
  ///
  /// - Throws: `Complaint` where the build fails for a reason that is not the submission's.
  func build(_ unit: CourseUnit, _ staged: StagedSubmission) throws -> BuiltSuite {
    let readme = staged.folder.appendingPathComponent("README.md")
    // The manifest leaves the exercise's README out of the build, and warns where there is none.
    if !FileManager.default.fileExists(atPath: readme.path) { try Data().write(to: readme) }
    let isFirst = !FileManager.default.fileExists(atPath: scratch.path)
    progress(
      isFirst
        ? "Building the library and the checks for the first time: this takes about a minute."
        : "Compiling \(unit.folder) …")
    let result = try CommandOutput(command(unit), secondLimit: secondLimit)
    try BuildClock(layout).noteBuild()
    switch result.end {
    case .exited(0): return BuiltSuite(program: try program())
    case nil: return all(.timedOut, "the compiler did not finish within \(Int(secondLimit)) seconds")
    default: return try rejection(result.lines, staged)
    }
  }

  private func all(_ verdict: Verdict, _ message: String) -> BuiltSuite {
    let lost = LostCheck(verdict: verdict, message: message)
    return BuiltSuite(lost: Dictionary(uniqueKeysWithValues: checks.map { ($0, lost) }))
  }

  private func command(_ unit: CourseUnit) -> ChildCommand {
    var environment = CompilerTools.environment
    environment["COURSE_ONLY"] = unit.number
    environment["COURSE_SUBJECT"] = ".build/course/staged"
    return ChildCommand(
      [
        "/usr/bin/env", "swift", "build", "--build-tests", "--scratch-path", scratch.path,
        "--explicit-target-dependency-import-check", "error",
      ], environment: environment, directory: layout.root.path)
  }

  private func program() throws -> [String] {
    let folder = scratch.appendingPathComponent("debug")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = names.first(where: { $0.hasSuffix(".xctest") }) else {
      throw Complaint.ofCourse("the build left no test bundle in \(folder.path)")
    }
    let bundle = folder.appendingPathComponent(name).path
    #if os(macOS)
      return ["/usr/bin/xcrun", "xctest", bundle, "-XCTest"]
    #else
      return [bundle]
    #endif
  }

  private func rejection(_ lines: [String], _ staged: StagedSubmission) throws -> BuiltSuite {
    let errors = CompilerDiagnostic.all(in: lines)
    let own = errors.filter { $0.file.hasPrefix(staged.folder.path + "/") }
    if !own.isEmpty { return all(.doesNotCompile, list(own, staged)) }
    let suite = errors.filter { $0.file.hasPrefix(layout.root.path + "/Tests/Grading/") }
    if !suite.isEmpty {
      return all(.signatureChanged, "the checks cannot call it: \(suite[0].message)")
    }
    let tail = lines.suffix(12).joined(separator: "\n")
    throw Complaint.ofCourse("the course itself does not build:\n\(tail)")
  }

  /// The first errors, each at the student's own path.
  private func list(_ errors: [CompilerDiagnostic], _ staged: StagedSubmission) -> String {
    let shown = errors.prefix(3).map { staged.withOwnPaths($0.text) }
    let rest = errors.count > 3 ? ["and \(errors.count - 3) more"] : []
    return (shown + rest).joined(separator: "\n")
  }
}
