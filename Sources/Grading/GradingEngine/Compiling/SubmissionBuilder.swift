import CourseCatalog
import Formats
import Foundation

/// Builds a submission with direct compiler calls: its own few files, and a link with the prebuilt parts.
///
/// A failure costs as little as it can: a file that does not compile costs the tasks in it, a changed
/// signature the checks that call it.
struct SubmissionBuilder {
  let unit: UnitKit
  /// The run's own folder.
  let work: URL
  /// The time limit of one compiler call on a submission's source, in seconds.
  let secondLimit: Double

  var run: CompilerRun { CompilerRun(secondLimit: secondLimit) }
  var exercise: CompiledExercise {
    CompiledExercise(folder: work.appendingPathComponent("exercise"), unit: unit.unit)
  }

  /// Builds; afterward ``StagedSubmission/losses`` lists the excluded files.
  ///
  /// - Throws: `Complaint` if the build fails for a reason that is not the submission's.
  func build(_ staged: inout StagedSubmission) throws -> BuiltSuite {
    try PartialCompilation(compiler: ExerciseCompiler(unit: unit, run: run), result: exercise).compile(
      &staged)
    var built = BuiltSuite(lost: staged.lostChecks(of: unit.checks))
    switch try TableCompiler(unit: unit, run: CompilerRun(secondLimit: 120)).table(for: exercise) {
    case .ready(let table, let missing):
      built.missing = try words(on: missing)
      if let program = try link(table) { return built.running(program) }
      // The stubs did link, so it is the submission that does not: a symbol it defines already exists.
      for name in staged.ownFiles {
        try staged.lose(
          FileLoss(
            file: name, verdict: .doesNotCompile, reason: "it compiles, but does not link with the library"))
      }
      built.lost = staged.lostChecks(of: unit.checks)
    case .broken(let text):
      throw Complaint.ofCourse("the table of calls does not compile: \(text)")
    }
    return built
  }

  /// The messages for functions that cannot be called: how their declarations differ from those in the stubs.
  private func words(on missing: [String]) throws -> [String: String] {
    guard !missing.isEmpty else { return [:] }
    let changes = SignatureDifference.all(
      expected: try PublicInterface(of: unit.stubs), found: try PublicInterface(of: exercise))
    let words = missing.map { call in
      let own = changes.filter { $0.expected.path == call }
      let shown = (own.isEmpty ? changes : own).prefix(3).map(\.text).joined(separator: "\n")
      return (call, "the checks cannot call it: \(shown.isEmpty ? call : shown)")
    }
    return Dictionary(words) { first, _ in first }
  }

  /// Links the program that answers; `nil` if the linker refuses.
  func link(_ table: URL) throws -> URL? {
    let linked = work.appendingPathComponent("program")
    try FileManager.default.createDirectory(at: linked, withIntermediateDirectories: true)
    let program = linked.appendingPathComponent("answers")
    let run = CompilerRun(secondLimit: 120).seeing(
      unit.answeringObjects + [exercise.object, table], changing: [linked])
    let command = try unit.linkCommand(exercise.object, table, to: program)
    return try run(command, in: linked) == .done ? program : nil
  }
}
