import Formats
import Foundation

/// The course's library as cells import it: the interfaces that were built with the running command. Its code is in
/// the command itself, which holds the cells' state.
public struct KernelLibrary: Sendable {
  /// The modules that a cell may import.
  package static let modules = [
    "LinearAlgebra", "GradientChecking", "TextEncoding", "RecurrentNetworks", "RecurrentSuspects",
    "SequenceTraining", "NotebookDisplay",
  ]

  /// The command's executable.
  public let executable: URL
  /// The description of the C module that `LinearAlgebra` names.
  package let kernels: URL
  private let built: URL

  /// The library beside an executable in a build folder.
  ///
  /// - Throws: `Complaint` where it is not there, as for a command that was copied elsewhere.
  public init(executable: URL) throws {
    let real = executable.resolvingSymlinksInPath()
    self.executable = real
    built = real.deletingLastPathComponent()
    kernels = built.appendingPathComponent("MatrixKernels.build/module.modulemap")
    for file in Self.modules.map({ interface($0) }) + [kernels] {
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw Complaint(
          "\(file.path) is missing: the kernel needs the build folder of the course; build it with 'swift build' "
            + "and install the kernel from there")
      }
    }
  }

  /// Copies the interfaces, so that a build beside a running kernel does not change them under it.
  package func copyInterfaces(to folder: URL) throws {
    for module in Self.modules {
      let interface = interface(module)
      let comments = interface.deletingPathExtension().appendingPathExtension("swiftdoc")
      for file in [interface, comments] where FileManager.default.fileExists(atPath: file.path) {
        try FileManager.default.copyItem(at: file, to: folder.appendingPathComponent(file.lastPathComponent))
      }
    }
  }

  /// The compiler's store of translated C modules, filled by the first cell of all. The build's own store cannot be
  /// shared: what is in it names it by the path that the build was called with, which may go through links.
  package var cache: URL { built.appendingPathComponent("CellModuleCache") }

  private func interface(_ module: String) -> URL {
    built.appendingPathComponent("Modules/\(module).swiftmodule")
  }
}
