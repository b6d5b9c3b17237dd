import Formats
import Foundation

extension ContentKey {
  /// Adds a file, by its name and contents; an unreadable file counts as missing.
  package mutating func add(file: URL) {
    add(file.lastPathComponent)
    if let data = try? Data(contentsOf: file) { add(data) }
  }

  /// Adds every file below a folder, by its path inside and its contents.
  package mutating func add(filesBelow folder: URL) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      let file = folder.appendingPathComponent(name)
      guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file) else { continue }
      add(name)
      add(data)
    }
  }

  /// Adds the compiler and the system's headers, by the size and date of one file each: another version is
  /// another file, and the compiler's translation of the headers depends on both.
  package mutating func addToolchain() {
    guard let root = Toolchain.current?.root else { return }
    let compiler = root.appendingPathComponent("usr/bin/swift-frontend").resolvingSymlinksInPath()
    for file in [compiler.path, "/usr/include/features.h", "/usr/include/linux/version.h"] {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      add("\(file) \(attributes?[.size] ?? 0) \(attributes?[.modificationDate] ?? "")")
    }
  }
}
