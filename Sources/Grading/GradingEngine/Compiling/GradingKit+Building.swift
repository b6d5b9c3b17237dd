import ChildProcesses
import CourseCatalog
import Formats
import Foundation

extension GradingKit {
  /// The source folders whose changes require another kit.
  private static let sources = [
    "Library", "Given", "Grading/GradingProtocol", "Grading/Answering", "Grading/GradingSupport",
  ]

  /// The name of the kits that fit a toolchain and the current library sources.
  private static func key(_ layout: CourseLayout, _ toolchain: CompilerTools) throws -> String {
    var key = ContentKey()
    key.add("11 \(toolchain.version) \(toolchain.runtime)")
    key.addToolchain()
    key.add(file: layout.root.appendingPathComponent("Package.swift"))
    for folder in sources {
      key.add(folder)
      try key.add(filesBelow: layout.root.appendingPathComponent("Sources/\(folder)"))
    }
    return key.text
  }

  /// The path of the kit for a unit of the current course, whether it exists or not. Units with the same
  /// imports share one.
  static func place(
    _ unit: CourseUnit, _ suite: SuiteListing, _ layout: CourseLayout, _ toolchain: CompilerTools
  ) throws -> GradingKit {
    let imports = suite.imports + unit.imports + ["Answering", "GradingSupport"]
    let modules = LibraryModule.closure(of: imports)
    var set = ContentKey()
    for module in modules { set.add(module.name) }
    let folder = layout.scratch.appendingPathComponent("kits/\(try key(layout, toolchain))/\(set.text)")
    return GradingKit(folder: folder, toolchain: toolchain, libraryModules: modules)
  }

  /// Whether its build is complete.
  var isBuilt: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// Builds the modules as part of the release build and assembles a kit. Kits of other versions are removed.
  ///
  /// - Throws: `Complaint` if the library does not build.
  func build(_ layout: CourseLayout, _ building: @escaping @Sendable (BuildProgress) -> Void) throws {
    let release = ReleaseBuild(of: layout.root, progress: building)
    try release.bringUpToDate(Self.tops(of: libraryModules).map { .module($0.name) })
    let manager = FileManager.default
    let version = folder.deletingLastPathComponent()
    let kits = version.deletingLastPathComponent()
    for other in (try? manager.contentsOfDirectory(atPath: kits.path)) ?? []
    where other != version.lastPathComponent {
      try? manager.removeItem(at: kits.appendingPathComponent(other))
    }
    let fresh = GradingKit(
      folder: version.appendingPathComponent("unfinished"), toolchain: toolchain,
      libraryModules: libraryModules)
    try? manager.removeItem(at: fresh.folder)
    try manager.createDirectory(at: fresh.modules, withIntermediateDirectories: true)
    for module in libraryModules where module.hasInterface {
      let name = "\(module.name).swiftmodule"
      try manager.copyItem(
        at: release.folder.appendingPathComponent("Modules/\(name)"),
        to: fresh.modules.appendingPathComponent(name))
    }
    try fresh.copyKernels(layout)
    try fresh.joinObjects(release.folder, layout)
    try manager.moveItem(at: fresh.folder, to: folder)
  }

  /// The modules that none of the others imports: building these builds all.
  private static func tops(of modules: [LibraryModule]) -> [LibraryModule] {
    let imported = Set(modules.flatMap(\.dependencies))
    return modules.filter { !imported.contains($0.name) }
  }

  private func copyKernels(_ layout: CourseLayout) throws {
    try FileManager.default.copyItem(
      at: layout.root.appendingPathComponent("Sources/Library/MatrixKernels/include"), to: kernels)
    try Data("module MatrixKernels { umbrella header \"MatrixKernels.h\" export * }\n".utf8)
      .write(to: kernels.appendingPathComponent("module.modulemap"))
  }

  private func joinObjects(_ built: URL, _ layout: CourseLayout) throws {
    let manager = FileManager.default
    try manager.createDirectory(
      at: folder.appendingPathComponent("objects"), withIntermediateDirectories: true)
    for module in libraryModules {
      let place = built.appendingPathComponent("\(module.name).build")
      let sources = layout.root.appendingPathComponent("Sources/\(module.group)/\(module.name)")
      let names = try manager.subpathsOfDirectory(atPath: sources.path).map {
        ($0 as NSString).lastPathComponent
      }
      // Objects that wrap a module's interface serve only debuggers, and those of deleted sources serve
      // nothing.
      let own = Set(names + ["resource_bundle_accessor.swift"])
      let objects = try manager.subpathsOfDirectory(atPath: place.path).sorted()
        .filter {
          $0.hasSuffix(".o") && own.contains(($0 as NSString).lastPathComponent.dropLast(2).description)
        }
        .map { place.appendingPathComponent($0).path }
      let outcome = try CompilerRun.ofCourse(
        [toolchain.program("ld.lld"), "-r", "-o", object(of: module).path] + objects, in: folder)
      guard outcome == .done else {
        throw Complaint.ofCourse("cannot join \(module.name)'s objects: \(outcome)")
      }
    }
  }
}
