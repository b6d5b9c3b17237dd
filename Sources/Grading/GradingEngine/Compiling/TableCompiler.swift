import Formats
import Foundation

/// The result of compiling the table of calls against a submission's interface.
enum TableOutcome: Equatable {
  /// The object with the table and the program's entry point, and the functions it cannot call.
  case ready(URL, missing: [String])
  /// Not even a table without entries compiles.
  case broken(String)
}

/// Compiles a unit's table of calls, once for each interface.
///
/// The only input from an exercise is its `.swiftmodule`, and equal input bytes produce equal output bytes.
/// So a table is kept with the interface it was compiled against, and reused only if the interface is the
/// same to the byte: a body or a comment changes nothing in it.
struct TableCompiler {
  let unit: UnitKit
  let run: CompilerRun

  /// How many compiled tables a unit keeps. Most submissions leave the interface of the stubs unchanged.
  private static let keptCount = 40
  private static let roundLimit = 8

  /// The table for an exercise, from the store or newly compiled. An entry that does not fit the submission
  /// is omitted.
  func table(for exercise: CompiledExercise) throws -> TableOutcome {
    let module = try Data(contentsOf: exercise.module)
    var key = ContentKey()
    key.add(module)
    let kept = unit.tables.appendingPathComponent(key.text)
    if let missing = missing(in: kept, for: module, exercise) {
      return .ready(kept.appendingPathComponent("table.o"), missing: missing)
    }
    let fresh = unit.tables.appendingPathComponent("fresh-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: fresh) }
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    try module.write(to: fresh.appendingPathComponent(exercise.module.lastPathComponent))
    let outcome = try compile(in: fresh)
    guard case .ready(let object, let missing) = outcome else { return outcome }
    // Never empty: Foundation keeps a page of memory for each empty file it reads as text.
    let list = missing.joined(separator: "\n") + "\n"
    try Data(list.utf8).write(to: fresh.appendingPathComponent("missing"))
    forgetOldest()
    if (try? FileManager.default.moveItem(at: fresh, to: kept)) != nil {
      return .ready(kept.appendingPathComponent("table.o"), missing: missing)
    }
    let place = exercise.folder.appendingPathComponent("table.o")
    try? FileManager.default.removeItem(at: place)
    try FileManager.default.moveItem(at: object, to: place)
    return .ready(place, missing: missing)
  }

  private func missing(in kept: URL, for module: Data, _ exercise: CompiledExercise) -> [String]? {
    let name = exercise.module.lastPathComponent
    guard (try? Data(contentsOf: kept.appendingPathComponent(name))) == module,
      let text = try? String(contentsOf: kept.appendingPathComponent("missing"), encoding: .utf8)
    else { return nil }
    // A table in use is not the oldest.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: kept.path)
    return text.split(separator: "\n").map(String.init)
  }

  /// Compiles a table against the interface in `folder`, omitting entries that do not fit until the rest
  /// does.
  private func compile(in folder: URL) throws -> TableOutcome {
    let sources = try CallSources(unit.unit, in: unit.layout)
    let object = folder.appendingPathComponent("table.o")
    let source = folder.appendingPathComponent("source")
    var misfits = TableMisfits()
    for _ in 0..<Self.roundLimit {
      let table = sources.table(misfits)
      let files = try sources.write(table.files, to: source)
      let arguments =
        unit.kit.compilerArguments + files.map(\.path) + [
          "-I", folder.path, "-I", unit.kit.modules.path, "-module-name", "Answers", "-o", object.path,
        ]
      let guarded = run.seeing(unit.kit.headers + [unit.kit.modules], changing: [folder])
      switch try guarded(arguments, in: folder) {
      case .done: return .ready(object, missing: table.missing)
      case .errors(let errors, let lines):
        let names = errors.map { URL(fileURLWithPath: $0.file).lastPathComponent }
        guard misfits.add(names) else { return .broken(lines.suffix(3).joined(separator: "\n")) }
      case .timedOut: return .broken("the compiler did not finish the table of calls in time")
      case .outOfMemory: return .broken("the compiler has no memory left for the table of calls")
      case .broken(let lines): return .broken("the compiler crashed: \(lines.suffix(3))")
      }
    }
    return .broken("the table of calls does not fit after \(Self.roundLimit) attempts")
  }

  private func forgetOldest() {
    let manager = FileManager.default
    let entries =
      (try? manager.contentsOfDirectory(
        at: unit.tables, includingPropertiesForKeys: [.contentModificationDateKey])) ?? []
    guard entries.count >= Self.keptCount else { return }
    func date(_ url: URL) -> Date {
      (try? url.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate)
        ?? .distantPast
    }
    let oldest = entries.min { date($0) < date($1) }
    if let oldest { try? manager.removeItem(at: oldest) }
  }
}
