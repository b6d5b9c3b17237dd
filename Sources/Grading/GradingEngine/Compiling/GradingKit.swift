import ChildProcesses
import Formats
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
  /// The library's code, one object per module: nothing in a module is left out as unused, since a conformance may be
  /// looked up at run time, and no program holds a module that it need not know.
  func object(of module: LibraryModule) -> URL { folder.appendingPathComponent("objects/\(module.name).o") }
  /// The C kernels' header and module map, which the interface of `LinearAlgebra` names.
  var kernels: URL { folder.appendingPathComponent("kernels") }
  /// The compiler's store of translated C modules, which all kits of one version share. Its path is part of what it
  /// holds, so it is shared with nobody else.
  var cache: URL { folder.deletingLastPathComponent().appendingPathComponent("cache") }
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

  /// What a program is linked from beside its own objects: some modules of the library, and the system's libraries that
  /// they name.
  struct Parts {
    let objects: [URL]
    /// The linker's options for the system's libraries.
    let autolink: URL
  }

  /// The command that links objects to a program.
  func linkCommand(_ objects: [URL], with parts: Parts, to program: URL) -> [String] {
    [
      toolchain.program("clang"), "-target", toolchain.triple, "-fuse-ld=lld", "-pie", "-Xlinker", "-rpath",
      "-Xlinker", toolchain.runtime, toolchain.startObject,
    ] + (objects + parts.objects).map(\.path)
      + [
        "-L", toolchain.runtime, "@\(parts.autolink.path)", "-lswiftCore",
        // Exercises and suites are not optimized, and rely on what is specialised there.
        "-lswiftSwiftOnoneSupport", "-lm", "-o", program.path,
      ]
  }

  /// The linker's own command behind one of clang's, which takes nearly as long to start as the linker to link.
  ///
  /// - Throws: `Complaint` where clang does not tell it.
  func linkerCommand(behind command: [String], in folder: URL) throws -> [String] {
    let asking = ChildCommand(
      command + ["-###"], environment: CompilerTools.environment, directory: folder.path)
    // Every word stands between quotes, and a backslash before what would end it.
    let line = try CommandOutput(asking, secondLimit: 60).lines.last { $0.contains("ld.lld\"") } ?? ""
    var words: [String] = []
    var (isInside, isEscaped) = (false, false)
    for letter in line {
      if isInside, letter == "\\", !isEscaped {
        isEscaped = true
      } else if letter == "\"", !isEscaped {
        isInside.toggle()
        if isInside { words.append("") }
      } else if isInside {
        words[words.count - 1].append(letter)
        isEscaped = false
      }
    }
    guard !words.isEmpty else { throw Complaint.ofCourse("clang does not say how it links: \(command)") }
    return words
  }

  /// The parts of a program that holds the given modules and what they import.
  ///
  /// - Throws: `Complaint` where their system libraries cannot be listed.
  func parts(_ names: some Sequence<String>, listedIn autolink: URL) throws -> Parts {
    let objects = LibraryModule.closure(of: names).map(object)
    let outcome = try CompilerRun.ofCourse(
      [toolchain.program("swift-autolink-extract")] + objects.map(\.path) + ["-o", autolink.path], in: folder)
    guard outcome == .done else { throw Complaint.ofCourse("cannot list the system's libraries: \(outcome)") }
    return Parts(objects: objects, autolink: autolink)
  }
}
