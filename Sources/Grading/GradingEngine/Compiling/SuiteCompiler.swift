import Formats
import Foundation

/// What became of compiling a suite against an exercise's interface.
enum SuiteOutcome: Equatable {
  /// The object with the suite and the program's start.
  case ready(URL)
  /// The suite does not fit the interface.
  case misfit([CompilerDiagnostic], lines: [String])
}

/// Compiles a unit's suite, once for each interface.
///
/// All that the compiler reads of an exercise is its `.swiftmodule`, and equal bytes read give equal bytes written.
/// So a suite is kept with the interface that it was compiled against, and taken again only where the interface is
/// the same to the byte: a body or a comment changes nothing there, a default argument or a `class` in the place of a
/// `struct` does.
struct SuiteCompiler {
  let unit: UnitKit
  let run: CompilerRun

  /// How many compiled suites a unit keeps. Most submissions leave the interface of the stubs as it is.
  private static let keptCount = 40

  /// The suite for an exercise, from the store or newly compiled.
  ///
  /// - Throws: `Complaint` where the compiler fails for another reason than the interface.
  func object(for exercise: CompiledExercise) throws -> SuiteOutcome {
    let module = try Data(contentsOf: exercise.module)
    var key = ContentKey()
    key.add(module)
    let kept = unit.suites.appendingPathComponent(key.text)
    let object = kept.appendingPathComponent("suite.o")
    if (try? Data(contentsOf: kept.appendingPathComponent(exercise.module.lastPathComponent))) == module {
      return .ready(object)
    }
    let fresh = unit.suites.appendingPathComponent("fresh-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: fresh) }
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    let made = fresh.appendingPathComponent("suite.o")
    try module.write(to: fresh.appendingPathComponent(exercise.module.lastPathComponent))
    let outcome = try compile(
      unit.suiteSources, unit.checks, against: fresh, into: fresh, object: made)
    guard outcome == .ready(made) else { return outcome }
    return .ready(try keep(fresh, as: kept) ? object : move(made, beside: exercise))
  }

  /// Compiles a suite's files with the start of a program that runs `checks`.
  func compile(
    _ sources: [URL], _ checks: [GradedCheck], against modules: URL, into folder: URL, object: URL
  ) throws -> SuiteOutcome {
    let start = folder.appendingPathComponent("GradingProgram.swift")
    try Data(GradingProgram.source(checks).utf8).write(to: start)
    let arguments =
      unit.kit.compilerArguments + sources.map(\.path) + [
        start.path, "-I", modules.path, "-I", unit.kit.modules.path, "-module-name", unit.unit.suiteModule,
        "-o", object.path,
      ]
    let module = modules.appendingPathComponent("\(unit.unit.exerciseModule).swiftmodule")
    let guarded = run.seeing(unit.kit.headers + [unit.kit.modules, module] + sources, changing: [folder])
    switch try guarded(arguments, in: folder) {
    case .done: return .ready(object)
    case .errors(let errors, let lines): return .misfit(errors, lines: lines)
    case .timedOut: throw Complaint.ofCourse("the compiler did not finish the suite in time")
    case .outOfMemory: throw Complaint.ofCourse("the compiler has no memory left for the suite")
    case .broken(let lines):
      throw Complaint.ofCourse("the compiler broke down on the suite: \(lines.suffix(3))")
    }
  }

  /// Puts a compiled suite into the store; `false` where another grader was faster or the name is taken.
  private func keep(_ fresh: URL, as kept: URL) throws -> Bool {
    forgetOldest()
    return (try? FileManager.default.moveItem(at: fresh, to: kept)) != nil
  }

  private func move(_ object: URL, beside exercise: CompiledExercise) throws -> URL {
    let place = exercise.folder.appendingPathComponent("suite.o")
    try? FileManager.default.removeItem(at: place)
    try FileManager.default.moveItem(at: object, to: place)
    return place
  }

  private func forgetOldest() {
    let manager = FileManager.default
    let entries =
      (try? manager.contentsOfDirectory(
        at: unit.suites, includingPropertiesForKeys: [.contentModificationDateKey])) ?? []
    guard entries.count >= Self.keptCount else { return }
    func date(_ url: URL) -> Date {
      (try? url.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate)
        ?? .distantPast
    }
    let oldest = entries.min { date($0) < date($1) }
    if let oldest { try? manager.removeItem(at: oldest) }
  }
}
