import CourseCatalog
import Foundation
import GradingEvents

/// What became of building a submission together with its suite.
enum BuildOutcome: Equatable {
  /// The program that runs the checks, and its first arguments.
  case ready([String])
  /// The submission cannot be built: a verdict on it, with the reason.
  case rejected(Verdict, String)
}

/// Builds a unit's suite against a staged submission by the package's own manifest, cut to that unit.
///
/// It has a scratch folder of its own, apart from the student's builds, so that neither waits for the other.
struct SuiteBuilder {
  let layout: CourseLayout
  let secondLimit: Double
  let progress: (String) -> Void

  private var scratch: URL { layout.scratch.appendingPathComponent("build") }

  /// Builds.
  ///
  /// - Throws: ``GradingFailure/graderError(_:)`` where the build fails for a reason that is not the submission's.
  func build(_ unit: CourseUnit, _ staged: StagedSubmission) throws -> BuildOutcome {
    let isFirst = !FileManager.default.fileExists(atPath: scratch.path)
    progress(
      isFirst
        ? "Building the library and the checks for the first time: this takes about half a minute."
        : "Compiling \(unit.folder) …")
    let result = try CommandOutput(command(unit), secondLimit: secondLimit)
    try BuildClock(layout).noteBuild()
    switch result.end {
    case .exited(0): return .ready(try program())
    case nil:
      return .rejected(.doesNotCompile, "the compiler did not finish within \(Int(secondLimit)) seconds")
    default: return try rejection(result.lines, staged)
    }
  }

  private func command(_ unit: CourseUnit) -> ChildCommand {
    let inherited = ProcessInfo.processInfo.environment
    var environment = [
      "COURSE_ONLY": unit.number, "COURSE_SUBJECT": ".build/course/staged", "LANG": "C.UTF-8",
    ]
    for name in ["PATH", "HOME", "TMPDIR", "SDKROOT", "DEVELOPER_DIR", "TOOLCHAINS", "LD_LIBRARY_PATH"] {
      environment[name] = inherited[name]
    }
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
      throw GradingFailure.graderError("the build left no test bundle in \(folder.path)")
    }
    let bundle = folder.appendingPathComponent(name).path
    #if os(macOS)
      return ["/usr/bin/xcrun", "xctest", bundle, "-XCTest"]
    #else
      return [bundle]
    #endif
  }

  private func rejection(_ lines: [String], _ staged: StagedSubmission) throws -> BuildOutcome {
    let errors = CompilerDiagnostic.all(in: lines)
    let own = errors.filter { $0.file.hasPrefix(staged.folder.path + "/") }
    if !own.isEmpty { return .rejected(.doesNotCompile, list(own, staged)) }
    let suite = errors.filter { $0.file.hasPrefix(layout.root.path + "/Tests/Grading/") }
    if !suite.isEmpty {
      return .rejected(
        .signatureChanged,
        "the file compiles, but the checks cannot call it as the exercise declares it: "
          + suite[0].message)
    }
    if let line = lines.first(where: { $0.contains("without declaring it a dependency") }) {
      return .rejected(
        .doesNotCompile, "an exercise may import LinearAlgebra, CourseSupport and Foundation: \(line)")
    }
    let tail = lines.suffix(12).joined(separator: "\n")
    throw GradingFailure.graderError("the course itself does not build:\n\(tail)")
  }

  /// The first errors, each at the student's own path.
  private func list(_ errors: [CompilerDiagnostic], _ staged: StagedSubmission) -> String {
    let shown = errors.prefix(3).map { staged.withOwnPaths($0.text) }
    let rest = errors.count > 3 ? ["and \(errors.count - 3) more"] : []
    return (shown + rest).joined(separator: "\n")
  }
}
