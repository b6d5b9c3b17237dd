import CourseCatalog
import Formats
import Foundation

/// Builds a submission by the compiler itself: its own few files, and a link with what was built before.
///
/// A failure costs as little as it can: a file that does not compile costs the tasks that stand in it, a changed
/// signature the checks that call it.
struct SubmissionBuilder {
  let unit: UnitKit
  /// The run's own folder.
  let work: URL
  /// How long one call of the compiler may take on a submission's source, in seconds.
  let secondLimit: Double

  var run: CompilerRun { CompilerRun(secondLimit: secondLimit) }
  var exercise: CompiledExercise {
    CompiledExercise(folder: work.appendingPathComponent("exercise"), unit: unit.unit)
  }

  /// Builds; afterwards ``StagedSubmission/losses`` says which files stayed out.
  ///
  /// - Throws: `Complaint` where the build fails for a reason that is not the submission's.
  func build(_ staged: inout StagedSubmission) throws -> BuiltSuite {
    let salvage = Salvage(compiler: ExerciseCompiler(unit: unit, run: run), result: exercise)
    try salvage.compile(&staged)
    if try loseForgers(&staged) { try salvage.compile(&staged) }
    var built = BuiltSuite(lost: staged.lostChecks(of: unit.checks), hasCanary: true)
    if let suite = try suite(&built) { built.program = [try link(suite).path] }
    return built
  }

  private func suite(_ built: inout BuiltSuite) throws -> URL? {
    let compiler = SuiteCompiler(unit: unit, run: CompilerRun(secondLimit: 120))
    switch try compiler.object(for: exercise) {
    case .ready(let object): return object
    case .misfit(let errors, let lines):
      guard !errors.isEmpty else {
        throw Complaint.ofCourse(
          "the suite does not compile: \(lines.suffix(3).joined(separator: "\n"))")
      }
      let pruned = try SuitePruning(compiler: compiler, exercise: exercise).prune(errors)
      let changes = SignatureDifference.all(
        expected: try PublicInterface(of: unit.stubs), found: try PublicInterface(of: exercise))
      for (check, words) in pruned.lost where built.lost[check] == nil {
        let text = Self.words(changes, named: words) ?? pruned.errors[0].message
        built.lost[check] = LostCheck(
          verdict: .signatureChanged, message: "the checks cannot call it: \(text)")
      }
      return pruned.object
    }
  }

  /// The changes that matter to a check: those that its source names, or all where it names none.
  private static func words(_ changes: [SignatureDifference], named words: Set<String>) -> String? {
    let own = changes.filter { words.contains($0.expected.baseName) }
    let shown = own.isEmpty ? changes : own
    return shown.isEmpty ? nil : shown.prefix(3).map(\.text).joined(separator: "\n")
  }

  func link(_ suite: URL) throws -> URL {
    let linked = work.appendingPathComponent("program")
    try FileManager.default.createDirectory(at: linked, withIntermediateDirectories: true)
    let program = linked.appendingPathComponent("checks")
    let run = CompilerRun(secondLimit: 120).seeing(
      [unit.kit.library, unit.kit.autolink, exercise.object, suite], changing: [linked])
    let outcome = try run(unit.kit.linkCommand([exercise.object, suite], to: program), in: linked)
    guard outcome == .done else { throw Complaint.ofCourse("the checks do not link: \(outcome)") }
    return program
  }
}

extension SubmissionBuilder {
  private static let comparisons: Set = ["==", "!=", "===", "!==", "<", "<=", ">", ">=", "~="]

  /// Leaves out the files that compare the library's or the language's own types anew, for everybody to see; `true`
  /// where there are some.
  private func loseForgers(_ staged: inout StagedSubmission) throws -> Bool {
    guard !staged.filesWithOperators.isEmpty else { return false }
    let module = unit.unit.exerciseModule
    let ownTypes = "s:\(module.utf8.count)\(module)"
    let forged = try PublicInterface(of: exercise).symbols.filter { symbol in
      symbol.isOperator && symbol.isPublic && Self.comparisons.contains(symbol.baseName)
        && !symbol.types.contains { $0.hasPrefix(ownTypes) }
    }
    for symbol in forged {
      guard let path = symbol.file, let name = staged.name(ofCopy: path), staged.ownFiles.contains(name)
      else { continue }
      let place = "\(staged.withOwnPaths(path)):\(symbol.line ?? 1)"
      try staged.lose(
        FileLoss(
          file: name, verdict: .tampered,
          reason: "\(place): \(symbol.declaration) changes for the checks, too, what is equal or less"))
    }
    return !forged.isEmpty
  }
}
