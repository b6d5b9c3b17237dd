import ChildProcesses
import CourseCatalog
import Foundation

extension GradingKit {
  /// The modules of the library: their folders below `Sources`.
  private static let libraryModules = [
    "MatrixKernels", "LinearAlgebra", "CourseSupport", "GradientChecking", "TextEncoding",
    "RecurrentNetworks", "SequenceTraining", "EarlierUnits", "GradingEvents", "GradingSupport",
  ]

  /// What the compiler loads along with a module, because the module's interface names it.
  static func modules(loadedWith module: String) -> [String] {
    switch module {
    case "RecurrentNetworks": [module, "GradientChecking"]
    case "SequenceTraining": [module, "RecurrentNetworks", "GradientChecking", "TextEncoding"]
    default: [module]
    }
  }

  /// The name of the kit that fits a toolchain and the library's sources as they stand.
  private static func key(_ layout: CourseLayout, _ toolchain: CompilerTools) throws -> String {
    var key = ContentKey()
    key.add("4 \(toolchain.version) \(toolchain.runtime)")
    key.add(try Data(contentsOf: layout.root.appendingPathComponent("Package.swift")))
    for module in libraryModules {
      key.add(module)
      try key.add(filesBelow: layout.root.appendingPathComponent("Sources/\(module)"))
    }
    return key.text
  }

  /// Where the kit for the course as it stands is or would be.
  static func place(_ layout: CourseLayout, _ toolchain: CompilerTools) throws -> GradingKit {
    let folder = layout.scratch.appendingPathComponent("kits").appendingPathComponent(
      try key(layout, toolchain))
    return GradingKit(folder: folder, toolchain: toolchain)
  }

  /// Whether it was built to its end.
  var isBuilt: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// Builds the library by the package's manifest and makes a kit of it. Kits of other versions are removed.
  ///
  /// - Throws: ``GradingFailure/graderError(_:)`` where the library does not build.
  func build(_ layout: CourseLayout) throws {
    let built = try Self.buildLibrary(layout)
    let manager = FileManager.default
    let kits = folder.deletingLastPathComponent()
    try? manager.removeItem(at: kits)
    let fresh = GradingKit(folder: kits.appendingPathComponent("unfinished"), toolchain: toolchain)
    try manager.createDirectory(at: fresh.modules, withIntermediateDirectories: true)
    for module in Self.libraryModules where module != "MatrixKernels" {
      let name = "\(module).swiftmodule"
      try manager.copyItem(
        at: built.appendingPathComponent("Modules/\(name)"), to: fresh.modules.appendingPathComponent(name))
    }
    try fresh.copyKernels(layout)
    try fresh.joinObjects(built)
    try manager.moveItem(at: fresh.folder, to: folder)
  }

  private static func buildLibrary(_ layout: CourseLayout) throws -> URL {
    let scratch = layout.scratch.appendingPathComponent("library")
    var environment = CompilerTools.environment
    environment["COURSE_ONLY"] = "library"
    let command = ChildCommand(
      ["/usr/bin/env", "swift", "build", "--scratch-path", scratch.path, "--disable-index-store"],
      environment: environment,
      directory: layout.root.path)
    let output = try CommandOutput(command, secondLimit: 1800)
    guard output.end == .exited(0) else {
      let tail = output.lines.suffix(12).joined(separator: "\n")
      throw GradingFailure.graderError("the course's library does not build:\n\(tail)")
    }
    return scratch.appendingPathComponent("debug")
  }

  private func copyKernels(_ layout: CourseLayout) throws {
    try FileManager.default.copyItem(
      at: layout.root.appendingPathComponent("Sources/MatrixKernels/include"), to: kernels)
    try Data("module MatrixKernels { umbrella header \"MatrixKernels.h\" export * }\n".utf8)
      .write(to: kernels.appendingPathComponent("module.modulemap"))
  }

  private func joinObjects(_ built: URL) throws {
    let objects = try Self.libraryModules.flatMap { module in
      let place = built.appendingPathComponent("\(module).build")
      // Objects that wrap a module's interface serve debuggers alone.
      return try FileManager.default.subpathsOfDirectory(atPath: place.path).sorted()
        .filter { $0.hasSuffix(".o") && !$0.hasSuffix(".swiftmodule.o") }
        .map { place.appendingPathComponent($0).path }
    }
    try run([toolchain.program("ld.lld"), "-r", "-o", library.path] + objects, "join the library's objects")
    try run(
      [toolchain.program("swift-autolink-extract"), library.path, "-o", autolink.path],
      "list system libraries")
  }

  private func run(_ arguments: [String], _ what: String) throws {
    let outcome = try CompilerRun(secondLimit: 300)(arguments, in: folder)
    guard outcome == .done else { throw GradingFailure.graderError("cannot \(what): \(outcome)") }
  }
}
