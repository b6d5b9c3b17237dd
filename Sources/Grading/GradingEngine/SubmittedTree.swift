import Foundation

/// What was handed in, as folders and files: on disk, or in an archive. Paths are relative, the root is the empty one.
protocol SubmittedTree {
  /// Whether there is a folder, and no link to one.
  func isFolder(_ path: String) -> Bool
  /// Whether there is a file, and no link to one.
  func isFile(_ path: String) -> Bool
  /// The names of the folders in a folder, hidden ones left out.
  func folders(in path: String) -> [String]
  /// The names of the zip archives in a folder.
  func archives(in path: String) -> [String]
}

/// A folder on disk as a tree.
struct SubmittedFolder: SubmittedTree {
  let root: URL

  func isFolder(_ path: String) -> Bool { type(of: path) == .typeDirectory }
  func isFile(_ path: String) -> Bool { type(of: path) == .typeRegular }

  func folders(in path: String) -> [String] {
    names(in: path).filter { isFolder(path.isEmpty ? $0 : "\(path)/\($0)") }
  }

  func archives(in path: String) -> [String] {
    names(in: path).filter { name in
      name.lowercased().hasSuffix(".zip") && isFile(path.isEmpty ? name : "\(path)/\(name)")
    }
  }

  /// What is in a folder, without what systems put beside it.
  private func names(in path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place(path).path)) ?? []
    return names.filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }
  }

  private func place(_ path: String) -> URL { path.isEmpty ? root : root.appendingPathComponent(path) }

  private func type(of path: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: place(path).path))?[.type] as? FileAttributeType
  }
}
