import ChildProcesses
import Formats
import Foundation

/// Makes a library of a cell, which the holder of the state loads.
package struct CellCompiler {
  /// Where cells are compiled; removed with the end of whoever has them compiled.
  package let folder: URL
  private let library: CellLibrary
  private let tools: CompilerTools
  private let standby: StandbyCompiler

  /// Prepares a folder of its own.
  ///
  /// - Throws: `Complaint` if nothing can be written there or there is no compiler.
  package init(_ library: CellLibrary, in folder: URL) throws {
    self.library = library
    self.folder = folder
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try library.copyInterfaces(to: folder)
      tools = try CompilerTools()
      standby = StandbyCompiler(program: tools.program("swift-frontend"), folder: folder)
    } catch {
      throw Complaint("cannot prepare \(folder.path) for compiling: \(error)")
    }
  }

  /// A cell that is being compiled.
  package struct Job {
    package let process: ChildProcess
    fileprivate let plan: CellPlan
    fileprivate let library: URL
    fileprivate let entry: String
    /// What the compiler may have got, which is another text for a cell that waits.
    fileprivate let texts: [CellText]
    fileprivate var output: [UInt8] = []

    /// Takes what the compiler has said by now, and gives what came of the cell; `nil` while it is at work.
    package mutating func outcome() -> CellRun.Event? {
      let end = process.poll()
      output += process.takeOutput()
      guard let end else { return nil }
      let said = CellDiagnostics(String(decoding: output, as: UTF8.self), label: plan.label, texts: texts)
      guard end == .exited(0) else { return .notCompiled(said) }
      let cell = CompiledCell(library: library, entry: entry, warnings: said.warnings)
      return .compiled(cell, unused: said.unused)
    }
  }

  /// Starts to compile a cell.
  package func start(_ plan: CellPlan, _ form: CellRun.Form) throws -> Job {
    var (source, prelude, module) = (plan.source, plan.prelude, plan.module)
    if case .showing(let value) = form {
      source = value.source
      prelude += LastValue.prelude
    }
    if CellOutline(source).words.contains("readLine") { prelude += StateHolder.readLinePrelude }
    let words = CellRequirements(prelude: prelude, source: source)
    let texts = (words.mayWait == .never ? [false] : [false, true]).map { CellText(source, waits: $0) }
    let files = try zip(texts, ["", "Waiting"]).map { text, name in
      let file = place(module + name, "swift")
      try Data(text.file(prelude: prelude, module: module, label: plan.label).utf8).write(to: file)
      return file
    }
    let object = place(module, "o")
    let library = place(module, "so")
    let entry = "\(module)_entry"
    let compiling = files.map {
      compileWords($0, object, module, entry) + words.options
        + (plan.isOptimized ? Self.optimization : ["-Onone"])
    }
    let linking = Self.line(linkWords(object, library) + words.libraries(in: tools.runtime))
    let process =
      try waiting(words.mayWait, compiling, linking)
      ?? process(
        Self.script(words.mayWait, compiling.map(Self.line), linking, object))
    return Job(process: process, plan: plan, library: library, entry: entry, texts: texts)
  }

  /// Loads a compiler for the next cell in advance.
  package func standBy() { standby.load() }

  /// The waiting compiler, if the cell has to be compiled only once.
  private func waiting(
    _ mayWait: CellRequirements.Waiting, _ compiling: [[String]], _ linking: String
  ) -> ChildProcess? {
    mayWait == .perhaps
      ? nil : standby.compile(Array(compiling[compiling.count - 1].dropFirst(2)), thenLink: linking)
  }

  private func process(_ script: String) throws -> ChildProcess {
    try ChildProcess(
      ChildCommand(["/bin/sh", "-c", script], environment: CompilerTools.environment, directory: folder.path))
  }

  /// Compiles a cell and links it. One that waits somewhere is compiled once more if, as its object shows, it is the
  /// cell itself that does; what was said of it the first time is then not told.
  private static func script(
    _ mayWait: CellRequirements.Waiting, _ compiling: [String], _ linking: String, _ object: URL
  ) -> String {
    let (plain, waiting) = (compiling[0], compiling[compiling.count - 1])
    switch mayWait {
    case .never: return "\(plain) && \(linking)"
    case .always: return "\(waiting) && \(linking)"
    case .perhaps:
      let said = shellQuoted(object.path + ".said")
      let isWaiting = "grep -q async_Main \(shellQuoted(object.path))"
      return """
        \(plain) >\(said) 2>&1; end=$?
        if [ $end = 0 ] && \(isWaiting); then \(waiting) && \(linking); exit; fi
        cat \(said); [ $end = 0 ] && \(linking)
        """
    }
  }

  /// The folder of the toolchain.
  package var toolchain: String { tools.folder }

  /// What every call of the compiler has, and whoever else is to understand a cell.
  package func languageWords(_ module: String) -> [String] {
    [
      "-target", tools.triple, "-swift-version", "5", "-enable-bare-slash-regex", "-enable-testing",
      "-module-name", module, "-I",
      folder.path, "-Xcc", "-fmodule-map-file=\(library.kernels.path)", "-module-cache-path",
      library.cache.path,
    ]
  }

  private func compileWords(_ file: URL, _ object: URL, _ module: String, _ entry: String) -> [String] {
    var words = [tools.program("swift-frontend"), "-frontend", "-c"] + languageWords(module)
    #if canImport(Darwin)
      words += CompilerTools.systemLibraryWords
    #else
      words.append("-disable-objc-interop")
    #endif
    return words + [
      "-no-color-diagnostics", "-diagnostic-style", "llvm", "-g", "-debug-info-format=dwarf",
      "-dwarf-version=4", "-entry-point-function-name", entry, "-emit-module-path",
      place(module, "swiftmodule").path, "-o", object.path, file.path,
    ]
  }

  /// For speed, but with the checks that report errors in words.
  private static let optimization = ["-O", "-assert-config", "Debug"]

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

  private static func line(_ words: [String]) -> String { words.map(shellQuoted).joined(separator: " ") }
}

/// A cell's library, which can be loaded.
package struct CompiledCell {
  package let library: URL
  /// The function in it that runs the cell.
  package let entry: String
  /// The compiler's warnings about it.
  package let warnings: [String]
}
