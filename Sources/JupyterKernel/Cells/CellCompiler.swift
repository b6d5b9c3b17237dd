import ChildProcesses
import Foundation
import GradingEngine

/// Makes a library of a cell, which the holder of the state loads.
struct CellCompiler {
  /// Where cells are compiled; removed with the kernel's end.
  let folder: URL
  private let library: KernelLibrary
  private let tools: CompilerTools

  /// Prepares a folder of its own.
  ///
  /// - Throws: ``KernelFailure`` where nothing can be written there or there is no compiler.
  init(_ library: KernelLibrary, in folder: URL) throws {
    self.library = library
    self.folder = folder
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try library.copyInterfaces(to: folder)
      tools = try CompilerTools()
    } catch {
      throw KernelFailure("cannot prepare \(folder.path) for compiling: \(error)")
    }
  }

  /// A cell that is being compiled.
  struct Job {
    let module: String
    let process: ChildProcess
    /// The library that comes of it.
    let library: URL
    /// The function in it that runs the cell.
    let entry: String
  }

  /// Starts to compile a cell.
  ///
  /// - Parameters:
  ///   - source: what the user wrote.
  ///   - prelude: the imports before it, which messages do not count.
  ///   - label: what messages call the cell.
  ///   - isOptimized: whether it is worth a longer wait for the compiler.
  func start(_ source: String, prelude: String, module: String, label: String, isOptimized: Bool) throws
    -> Job
  {
    let file = place(module, "swift")
    let text = prelude + "#sourceLocation(file: \"\(label)\", line: 1)\n" + source + "\n"
    try Data(text.utf8).write(to: file)
    let object = place(module, "o")
    let library = place(module, "so")
    let entry = "\(module)_entry"
    let commands = [
      compileWords(file, object, module, entry) + [isOptimized ? "-O" : "-Onone"], linkWords(object, library),
    ]
    let script = commands.map { $0.map(Self.quoted).joined(separator: " ") }.joined(separator: " && ")
    let command = ChildCommand(
      ["/bin/sh", "-c", script], environment: CompilerTools.environment, directory: folder.path)
    return Job(module: module, process: try ChildProcess(command), library: library, entry: entry)
  }

  /// What every call of the compiler has, and whoever else is to understand a cell.
  func languageWords(_ module: String) -> [String] {
    [
      "-target", tools.triple, "-swift-version", "5", "-enable-testing", "-module-name", module, "-I",
      folder.path, "-Xcc", "-fmodule-map-file=\(library.kernels.path)", "-module-cache-path",
      library.cache.path,
    ]
  }

  private func compileWords(_ file: URL, _ object: URL, _ module: String, _ entry: String) -> [String] {
    var words = [tools.program("swift-frontend"), "-frontend", "-c"] + languageWords(module)
    #if !canImport(Darwin)
      words.append("-disable-objc-interop")
    #endif
    return words + [
      "-no-color-diagnostics", "-diagnostic-style", "llvm", "-g", "-debug-info-format=dwarf",
      "-dwarf-version=4", "-entry-point-function-name", entry, "-emit-module-path",
      place(module, "swiftmodule").path, "-o", object.path, file.path,
    ]
  }

  private func linkWords(_ object: URL, _ library: URL) -> [String] {
    #if canImport(Darwin)
      return [
        tools.program("swiftc"), "-emit-library", "-Xlinker", "-undefined", "-Xlinker", "dynamic_lookup",
        "-o",
        library.path, object.path,
      ]
    #else
      return [
        tools.program("ld.lld"), "-shared", "-o", library.path, tools.startObject, object.path, "-L",
        tools.runtime, "-lswiftSwiftOnoneSupport", "-rpath", tools.runtime,
      ]
    #endif
  }

  private func place(_ module: String, _ kind: String) -> URL {
    folder.appendingPathComponent("\(module).\(kind)")
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
