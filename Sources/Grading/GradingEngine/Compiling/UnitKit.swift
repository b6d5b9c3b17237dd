import CourseCatalog
import Formats
import Foundation

/// The prebuilt parts for one unit besides the library: the modules its exercise is allowed to import, its
/// compiled stubs, the judge, and the table of calls compiled against each interface so far.
struct UnitKit {
  let unit: CourseUnit
  let kit: GradingKit
  let layout: CourseLayout
  let checks: [GradedCheck]
  private let key: String

  /// The kit for a unit's current suite; nothing is built yet.
  init(_ unit: CourseUnit, _ suite: SuiteListing, _ kit: GradingKit, _ layout: CourseLayout) throws {
    self.unit = unit
    self.kit = kit
    self.layout = layout
    checks = suite.checks
    var key = ContentKey()
    try key.add(filesBelow: layout.suite(unit))
    unit.imports.forEach { key.add($0) }
    self.key = key.text
  }

  /// The folder of the unit's kit; another one for another suite.
  var folder: URL { kit.folder.appendingPathComponent("units/\(unit.folder)-\(key)") }
  /// The interfaces the exercise is allowed to import, and no others.
  var visibleModules: URL { folder.appendingPathComponent("visible") }
  /// The compiled stubs: the interface the suite expects.
  var stubs: CompiledExercise { CompiledExercise(folder: folder.appendingPathComponent("stubs"), unit: unit) }
  /// The program that runs the suite against the proxy of the exercise; no student's code is ever in it.
  var judge: URL { folder.appendingPathComponent("judge/judge") }
  /// The compiled tables of calls, each in a folder with the interface it was compiled against.
  var tables: URL { folder.appendingPathComponent("tables") }
  /// The link inputs of the answering programs: the modules the exercise is allowed to import, and the code
  /// that answers calls.
  var answeringObjects: [URL] { LibraryModule.closure(of: answeringModules).map(kit.object) }
  private var answeringModules: [String] { unit.imports + ["LinearAlgebra", "CourseSupport", "Answering"] }
  /// The linker's command for answering programs, one word per line; `@` and a name mark the parts that
  /// differ.
  private var answeringLink: URL { folder.appendingPathComponent("link") }

  /// The command that links an answering program.
  func linkCommand(_ exercise: URL, _ table: URL, to program: URL) throws -> [String] {
    let places = ["@exercise": exercise.path, "@table": table.path, "@program": program.path]
    return try String(contentsOf: answeringLink, encoding: .utf8).components(separatedBy: "\n").map {
      places[$0] ?? $0
    }
  }
  /// The grader's own copy of a stub, which is used if a submission's file cannot be.
  func stub(_ name: String) -> URL { layout.stubs(unit).appendingPathComponent(name) }

  /// The suite's source files.
  var suiteSources: [URL] { SuiteListing.files(of: unit, in: layout) }

  /// Whether ``build()`` went to its end.
  var isBuilt: Bool { FileManager.default.fileExists(atPath: folder.appendingPathComponent("ready").path) }

  /// Lays out the modules visible to the exercise, and compiles the stubs and the suite against them.
  ///
  /// - Throws: `Complaint` if the stubs or the suite do not compile.
  func build() throws {
    let manager = FileManager.default
    try? manager.removeItem(at: folder)
    for place in [visibleModules, tables, judge.deletingLastPathComponent()] {
      try manager.createDirectory(at: place, withIntermediateDirectories: true)
    }
    for module in LibraryModule.closure(of: unit.imports) where module.hasInterface {
      let name = "\(module.name).swiftmodule"
      let source = kit.modules.appendingPathComponent(name)
      try manager.copyItem(at: source, to: visibleModules.appendingPathComponent(name))
    }
    try translateHeaders()
    kit.folder.openToReaders()
    kit.cache.openToReaders()
    let compiler = ExerciseCompiler(unit: self, run: CompilerRun.ofCourse)
    let outcome = try compiler.compile(unit.files.map(stub), into: stubs)
    guard outcome == .done else {
      throw Complaint.ofCourse("the stubs of \(unit.folder) do not compile: \(outcome)")
    }
    try buildJudge()
    switch try TableCompiler(unit: self, run: CompilerRun.ofCourse).table(for: stubs) {
    case .ready(let table, _): try noteLink(table)
    case .broken(let reason):
      throw Complaint.ofCourse("the table of calls of \(unit.folder) does not fit its stubs: \(reason)")
    }
    try Data().write(to: folder.appendingPathComponent("ready"))
  }

  /// Writes down how the stubs are linked, with names instead of the parts that differ between submissions.
  private func noteLink(_ table: URL) throws {
    let parts = try kit.parts(answeringModules, listedIn: folder.appendingPathComponent("answering.autolink"))
    let program = folder.appendingPathComponent("answers")
    let command =
      kit.linkCommand([stubs.object, table], with: parts, to: program) + AnsweringSupport.linkerOptions
    let names = [stubs.object.path: "@exercise", table.path: "@table", program.path: "@program"]
    let words = try kit.linkerCommand(behind: command, in: folder).map { names[$0] ?? $0 }
    try Data(words.joined(separator: "\n").utf8).write(to: answeringLink)
  }

  /// Compiles the proxy of the exercise, the suite against it, and links the two.
  private func buildJudge() throws {
    let place = judge.deletingLastPathComponent()
    let source = place.appendingPathComponent("proxy")
    let sources = try CallSources(unit, in: layout)
    let files = try sources.write(sources.proxy, to: source)
    let start = place.appendingPathComponent("GradingProgram.swift")
    try Data(GradingProgram.source(checks).utf8).write(to: start)
    let (proxy, suite) = (place.appendingPathComponent("proxy.o"), place.appendingPathComponent("suite.o"))
    try compile(
      files, ["-emit-module-path", "\(place.path)/\(unit.exerciseModule).swiftmodule"],
      as: unit.exerciseModule,
      to: proxy)
    try compile(suiteSources + [start], ["-I", place.path], as: unit.suiteModule, to: suite)
    let parts = try kit.parts(
      kit.libraryModules.map(\.name), listedIn: place.appendingPathComponent("autolink"))
    let outcome = try CompilerRun.ofCourse(
      kit.linkCommand([proxy, suite], with: parts, to: judge), in: place)
    guard outcome == .done else {
      throw Complaint.ofCourse("the judge of \(unit.folder) does not link: \(outcome)")
    }
  }

  /// Compiles a part of the judge, for speed: it is compiled once and run for every submission.
  private func compile(_ files: [URL], _ options: [String], as module: String, to object: URL) throws {
    let outcome = try CompilerRun.ofCourse(
      kit.compilerArguments + files.map(\.path) + options
        + ["-O", "-I", kit.modules.path, "-module-name", module, "-o", object.path],
      in: object.deletingLastPathComponent())
    guard outcome == .done else { throw Complaint.ofCourse("\(module) does not compile: \(outcome)") }
  }

  /// Has the compiler translate the C headers of every module the exercise or the suite can import. It keeps
  /// the translations in its cache, which submissions are compiled with and cannot change.
  private func translateHeaders() throws {
    let place = folder.appendingPathComponent("imports")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let source = place.appendingPathComponent("Imports.swift")
    let modules = Set(unit.imports + ["Foundation", "XCTest", "GradingSupport", "Answering"]).sorted()
    try Data(modules.map { "import \($0)\n" }.joined().utf8).write(to: source)
    let outcome = try CompilerRun.ofCourse(
      kit.compilerArguments + [
        source.path, "-I", kit.modules.path, "-module-name", "Imports", "-o", place.path + "/Imports.o",
      ], in: place)
    guard outcome == .done else {
      throw Complaint.ofCourse("the modules for \(unit.folder) cannot be imported: \(outcome)")
    }
  }
}
