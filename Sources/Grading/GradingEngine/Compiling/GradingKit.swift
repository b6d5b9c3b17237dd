import ChildProcesses
import Foundation

/// What a unit's submissions are compiled and linked against: those modules of the library that its suite and its
/// exercise import.
///
/// It is kept below `.build/course/kits` under a name made of the toolchain and of the library's sources, so a kit
/// never changes once it is there, and a changed library gets another one.
struct GradingKit {
  let folder: URL
  let toolchain: CompilerTools
  /// The modules in it.
  let libraryModules: [LibraryModule]

  /// The library modules' interfaces, all of them.
  var modules: URL { folder.appendingPathComponent("modules") }
  /// The library's code in one object, so that nothing in it is left out as unused: a conformance may be looked up
  /// at run time.
  var library: URL { folder.appendingPathComponent("library.o") }
  /// The C kernels' header and module map, which the interface of `LinearAlgebra` names.
  var kernels: URL { folder.appendingPathComponent("kernels") }
  /// The compiler's store of translated C modules, which all kits of one version share. Its path is part of what it
  /// holds, so it is shared with nobody else.
  var cache: URL { folder.deletingLastPathComponent().appendingPathComponent("cache") }
  /// The linker's options for the system's libraries.
  var autolink: URL { folder.appendingPathComponent("autolink") }

  /// What every call of the compiler reads besides the modules.
  var headers: [URL] { [kernels, cache] }

  /// What every call of the compiler begins with.
  var compilerArguments: [String] {
    var arguments = [
      toolchain.program("swift-frontend"), "-frontend", "-c", "-target", toolchain.triple,
      "-no-color-diagnostics", "-swift-version", "6", "-Onone", "-g", "-debug-info-format=dwarf",
      "-dwarf-version=4", "-parse-as-library", "-D", "SWIFT_PACKAGE", "-D", "DEBUG", "-empty-abi-descriptor",
      "-module-cache-path", cache.path, "-Xcc", "-fmodule-map-file=\(kernels.path)/module.modulemap",
    ]
    #if !canImport(Darwin)
      arguments.append("-disable-objc-interop")
    #endif
    return arguments
  }

  /// The command that links objects to a program.
  func linkCommand(_ objects: [URL], to program: URL) -> [String] {
    [
      toolchain.program("clang"), "-target", toolchain.triple, "-fuse-ld=lld", "-pie", "-Xlinker", "-rpath",
      "-Xlinker", toolchain.runtime, toolchain.startObject,
    ] + GradingProgram.linkerOptions + objects.map(\.path)
      + [
        library.path, "-L", toolchain.runtime, "@\(autolink.path)", "-lswiftCore",
        // Exercises and suites are not optimized, and rely on what is specialised there.
        "-lswiftSwiftOnoneSupport", "-lm", "-o", program.path,
      ]
  }
}
