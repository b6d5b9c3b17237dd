import Formats
import Foundation
import GradingProtocol

/// Compiles a submission, and if that fails finds out which of its files must be excluded so that the others
/// can be graded. The stubs replace those.
struct PartialCompilation {
  let compiler: ExerciseCompiler
  let result: CompiledExercise

  /// Compiles; afterward ``StagedSubmission/losses`` lists the excluded files.
  ///
  /// - Throws: `Complaint` if even the stubs by themselves do not compile.
  func compile(_ staged: inout StagedSubmission) throws {
    var withErrors: [String] = []
    while true {
      let outcome = try compiler.compile(staged.files, into: result)
      if outcome == .done { break }
      let losses = try failingFiles(outcome, staged)
      guard !losses.isEmpty else {
        throw Complaint.ofCourse("the stubs do not compile: \(outcome)")
      }
      for loss in losses { try staged.lose(loss) }
      if case .errors = outcome { withErrors += losses.map(\.file) }
    }
    if withErrors.count > 1 { try takeBack(withErrors, &staged) }
  }

  /// An error in one file can come from another broken file: each file has a second chance together with the
  /// stubs of the others.
  private func takeBack(_ names: [String], _ staged: inout StagedSubmission) throws {
    for name in names {
      guard let loss = staged.losses.first(where: { $0.file == name }) else { continue }
      try staged.takeBack(name)
      if try compiler.compile(staged.files, into: result) != .done { try staged.lose(loss) }
    }
    // The last attempt might have failed, and left nothing.
    let outcome = try compiler.compile(staged.files, into: result)
    guard outcome == .done else {
      throw Complaint.ofCourse("files that just compiled no longer do: \(outcome)")
    }
  }

  /// The files that cause a failure; empty if no file of the student is left.
  private func failingFiles(_ outcome: CompilerOutcome, _ staged: StagedSubmission) throws -> [FileLoss] {
    let named: [FileLoss]
    if case .errors(let errors, _) = outcome {
      named = staged.ownFiles.compactMap { loss($0, errors, staged) }
    } else {
      named = try probe(staged)
    }
    if !named.isEmpty { return named }
    let reason = staged.withOwnPaths(words(outcome))
    return staged.ownFiles.map { FileLoss(file: $0, verdict: verdict(outcome), reason: reason) }
  }

  private func loss(_ name: String, _ errors: [CompilerDiagnostic], _ staged: StagedSubmission) -> FileLoss? {
    let own = errors.filter { staged.name(ofCopy: $0.file) == name }
    if own.isEmpty { return nil }
    let shown = own.prefix(3).map { staged.withOwnPaths($0.text) }
    let rest = own.count > 3 ? ["and \(own.count - 3) more"] : []
    // The type checker's limit on one expression is a time limit, as is ours on the whole run.
    let isSlow = own.contains { $0.message.contains("in reasonable time") }
    return FileLoss(
      file: name, verdict: isSlow ? .timedOut : .doesNotCompile,
      reason: (shown + rest).joined(separator: "\n"))
  }

  /// Compiles file by file: the first ones that fail in the same way are to blame.
  private func probe(_ staged: StagedSubmission) throws -> [FileLoss] {
    guard staged.ownFiles.count > 1 else { return [] }
    return try staged.ownFiles.compactMap { name in
      let file = staged.folder.appendingPathComponent(name)
      let outcome = try compiler.probe(file, beside: staged.files.filter { $0 != file }, into: result)
      switch outcome {
      case .errors(let errors, _):
        return loss(name, errors, staged).flatMap { $0.verdict == .timedOut ? $0 : nil }
      case .done: return nil
      case .timedOut, .outOfMemory, .broken:
        return FileLoss(
          file: name, verdict: verdict(outcome),
          reason: "\(staged.withOwnPaths(file.path)): \(words(outcome))")
      }
    }
  }

  private func verdict(_ outcome: CompilerOutcome) -> Verdict {
    switch outcome {
    case .timedOut: return .timedOut
    case .outOfMemory: return .outOfMemory
    case .done, .errors, .broken: return .doesNotCompile
    }
  }

  private func words(_ outcome: CompilerOutcome) -> String {
    switch outcome {
    case .done: return "it compiles"
    case .timedOut:
      return String(format: "the compiler did not finish within %g seconds", compiler.run.secondLimit)
    case .outOfMemory: return "the compiler needed more memory than it is allowed"
    case .broken: return "the compiler itself crashes on this source"
    case .errors(let errors, let lines):
      let texts = errors.isEmpty ? lines.filter { $0.contains("error:") } : errors.map(\.text)
      return "it does not compile: " + texts.prefix(3).joined(separator: "\n")
    }
  }
}
