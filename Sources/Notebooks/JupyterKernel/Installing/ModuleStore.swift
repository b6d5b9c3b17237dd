import CellEngine
import ChildProcesses
import Foundation

/// The compiler's and the editor's caches of translated C modules. Filling them takes seconds; afterward the first cell and
/// the first completion are fast.
public enum ModuleStore {
  /// Fills both, in parallel, with all modules that cells can import.
  ///
  /// - Parameter executable: the command in its build folder.
  /// - Throws: `Complaint` if the course is not built there, or a process or file cannot be created.
  public static func fill(executable: URL) throws {
    let library = try CellLibrary(executable: executable)
    let compiler = try CellCompiler(library, in: SessionFolder.make())
    defer { try? FileManager.default.removeItem(at: compiler.folder) }
    var job = try compiling(by: compiler)
    let symbols = SymbolHelper(
      executable: library.executable, toolchain: compiler.toolchain, folder: compiler.folder)
    var isAnswered = false
    symbols.ask(question(compiler), within: 120) { _ in isAnswered = true }
    var isCompiled = false
    while !isCompiled || !isAnswered {
      usleep(20_000)
      symbols.work()
      if !isCompiled { isCompiled = job.outcome() != nil }
    }
  }

  /// Starts to compile a cell with all imports.
  static func compiling(by compiler: CellCompiler) throws -> CellCompiler.Job {
    let source = CellLibrary.allImports
    let plan = CellPlan(
      source, CellOutline(source), after: CellHistory(), cellID: nil, number: 0, module: "Filling")
    return try compiler.start(plan, .onlyAsWritten)
  }

  /// A question that requires all imports.
  private static func question(_ compiler: CellCompiler) -> SymbolQuestion {
    SymbolQuestion(
      kind: .completion, file: compiler.folder.appendingPathComponent("question.swift").path,
      source: CellLibrary.allImports, offset: CellLibrary.allImports.utf8.count,
      arguments: compiler.languageWords("Question"))
  }
}
