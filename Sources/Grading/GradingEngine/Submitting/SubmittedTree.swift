import Formats
import Foundation

/// A submission as folders and files: on disk, or in an archive. Paths are relative, the root is the empty
/// one.
protocol SubmittedTree {
  /// The entry at a path; a link is not followed.
  func kind(of path: String) -> OpenedFolder.Kind?
  /// The names in a folder, without hidden ones and those that systems add.
  func names(in path: String) -> [String]
}

extension SubmittedTree {
  /// The names of the entries of a kind in a folder.
  func names(in path: String, of kind: OpenedFolder.Kind) -> [String] {
    names(in: path).filter { self.kind(of: Self.joined(path, $0)) == kind }
  }

  /// The names of the zip archives in a folder.
  func archives(in path: String) -> [String] {
    names(in: path, of: .file).filter { $0.lowercased().hasSuffix(".zip") }
  }

  static func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : name.isEmpty ? folder : "\(folder)/\(name)"
  }
}

/// A folder on disk as a tree.
struct SubmittedFolder: SubmittedTree {
  let root: SubmittedPlace

  func kind(of path: String) -> OpenedFolder.Kind? { root.below(path).kind }

  func names(in path: String) -> [String] {
    root.below(path).names.filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }
  }
}
