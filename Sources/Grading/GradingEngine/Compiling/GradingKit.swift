import ChildProcesses
import Formats
import Foundation

/// The modules a unit's submissions are compiled and linked against: those that its suite and its exercise
/// import.
///
/// It is kept below `.build/course/kits` under a name derived from the toolchain and the library's sources,
/// so a kit never changes once it exists, and a changed library gets another one.
struct GradingKit {
  let folder: URL
  let toolchain: CompilerTools
  /// The modules in it.
  let libraryModules: [LibraryModule]

  /// The interfaces of all library modules.
  var modules: URL { folder.appendingPathComponent("modules") }
  /// The library's code, one object per module: nothing in a module is stripped as unused, because a
  /// conformance can be looked up at run time, and no program holds a module it does not need.
  func object(of module: LibraryModule) -> URL { folder.appendingPathComponent("objects/\(module.name).o") }
  /// The header and module map of the C kernels, which the interface of `LinearAlgebra` names.
  var kernels: URL { folder.appendingPathComponent("kernels") }
  /// The compiler's store of translated C modules, which all kits of one version share. Its path is part of
  /// its contents, so it cannot be shared further.
  var cache: URL { folder.deletingLastPathComponent().appendingPathComponent("cache") }
  /// The files every compiler call reads besides the modules.
  var headers: [URL] { [kernels, cache] }

  /// The arguments every compiler call begins with.
  var compilerArguments: [String] {
    [
      toolchain.program("swift-frontend"), "-frontend", "-c", "-target", toolchain.triple,
      "-no-color-diagnostics", "-swift-version", "6", "-Onone", "-g", "-debug-info-format=dwarf",
      "-dwarf-version=4", "-parse-as-library", "-D", "SWIFT_PACKAGE", "-D", "DEBUG", "-empty-abi-descriptor",
      "-module-cache-path", cache.path, "-Xcc", "-fmodule-map-file=\(kernels.path)/module.modulemap",
      "-disable-objc-interop",
    ]
  }

  /// The inputs of a program's link besides its own objects: some modules of the library, and the system
  /// libraries they name.
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
        // Exercises and suites are not optimized, and rely on specializations there.
        "-lswiftSwiftOnoneSupport", "-lm", "-o", program.path,
      ]
  }

  /// The linker command that a clang command runs; clang takes nearly as long to start as the linker to link.
  ///
  /// - Throws: `Complaint` if clang does not print it.
  func linkerCommand(behind command: [String], in folder: URL) throws -> [String] {
    let asking = ChildCommand(
      command + ["-###"], environment: CompilerTools.environment, directory: folder.path)
    // Every word is in quotes, with a backslash before a character that would end it.
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
    guard !words.isEmpty else {
      throw Complaint.ofCourse("clang does not print its link command: \(command)")
    }
    return words
  }

  /// The parts of a program that holds the given modules and what they import.
  ///
  /// - Throws: `Complaint` if their system libraries cannot be listed.
  func parts(_ names: some Sequence<String>, listedIn autolink: URL) throws -> Parts {
    let objects = LibraryModule.closure(of: names).map(object)
    let outcome = try CompilerRun.ofCourse(
      [toolchain.program("swift-autolink-extract")] + objects.map(\.path) + ["-o", autolink.path], in: folder)
    guard outcome == .done else { throw Complaint.ofCourse("cannot list the system's libraries: \(outcome)") }
    return Parts(objects: objects, autolink: autolink)
  }
}
