import Formats
import Foundation

/// The course's library as cells import it: the interfaces that were built with the program in which cells run. Its code
/// is in that program itself, which holds the cells' state.
public struct CellLibrary: Sendable {
  /// The modules that a cell may import.
  package static let modules = [
    "LinearAlgebra", "GradientChecking", "TextEncoding", "RecurrentNetworks", "RecurrentSuspects",
    "SequenceTraining", "NotebookDisplay",
  ]

  /// An import line for each module.
  package static let allImports = (["Foundation"] + modules).map { "import \($0)\n" }.joined()

  /// The program in which cells run.
  public let executable: URL
  /// The description of the C module that `LinearAlgebra` names.
  package let kernels: URL
  private let built: URL

  /// The library beside an executable in a build folder.
  ///
  /// - Throws: `Complaint` if it is not there, as for a program that was copied elsewhere.
  public init(executable: URL) throws {
    let real = executable.resolvingSymlinksInPath()
    self.executable = real
    built = real.deletingLastPathComponent()
    kernels = built.appendingPathComponent("MatrixKernels.build/module.modulemap")
    for file in Self.modules.map({ interface($0) }) + [kernels] {
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw Complaint(
          "\(file.path) is missing, which cells import: build the course anew with "
            + "'COURSE_ALL=1 swift build -c release --product \(real.lastPathComponent)'")
      }
    }
  }

  /// Copies the interfaces, so that a build beside cells that run does not change them under these.
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

  /// Whether the store was filled by an earlier cell.
  package var isStoreFilled: Bool { FileManager.default.fileExists(atPath: cache.path) }

  private func interface(_ module: String) -> URL {
    built.appendingPathComponent("Modules/\(module).swiftmodule")
  }
}
