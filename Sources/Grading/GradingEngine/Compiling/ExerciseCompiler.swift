import CourseCatalog
import Foundation

/// The paths of the compiler's products for an exercise's files.
struct CompiledExercise {
  let folder: URL
  let unit: CourseUnit

  /// The code.
  var object: URL { folder.appendingPathComponent("exercise.o") }
  /// The interface, the only file the compiler reads when it compiles the suite. It does not depend on
  /// function bodies.
  var module: URL { folder.appendingPathComponent("\(unit.exerciseModule).swiftmodule") }
  /// The folder of the descriptions of declarations.
  var symbols: URL { folder }
}

/// Compiles the files of an exercise, against the library and nothing else.
struct ExerciseCompiler {
  let unit: UnitKit
  let run: CompilerRun

  /// Compiles all files together.
  func compile(_ files: [URL], into result: CompiledExercise) throws -> CompilerOutcome {
    try FileManager.default.createDirectory(at: result.folder, withIntermediateDirectories: true)
    return try guarded(files, result)(
      arguments + files.map(\.path) + [
        "-o", result.object.path, "-emit-module-path", result.module.path, "-emit-symbol-graph",
        "-emit-symbol-graph-dir", result.symbols.path, "-symbol-graph-minimum-access-level", "internal",
      ], in: result.folder)
  }

  /// Compiles one file with the others: which file keeps the compiler busy, or crashes it?
  func probe(_ file: URL, beside others: [URL], into result: CompiledExercise) throws -> CompilerOutcome {
    try guarded([file] + others, result)(
      arguments + ["-primary-file", file.path] + others.map(\.path) + ["-o", result.object.path],
      in: result.folder)
  }

  /// The compiler, with access only to the files it must read: no suites and no solutions.
  private func guarded(_ files: [URL], _ result: CompiledExercise) -> CompilerRun {
    run.seeing(unit.kit.headers + [unit.visibleModules] + files, changing: [result.folder])
  }

  private var arguments: [String] {
    unit.kit.compilerArguments + [
      "-I", unit.visibleModules.path, "-module-name", unit.unit.exerciseModule,
      // An expression that takes the type checker longer becomes an error with a line, before the whole run
      // is stopped.
      "-solver-expression-time-threshold=\(max(1, Int(run.secondLimit / 4)))",
    ]
  }
}
