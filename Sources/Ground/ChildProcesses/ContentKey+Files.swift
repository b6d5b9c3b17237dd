import Formats
import Foundation

extension ContentKey {
  /// Adds a file, by its name and contents; what cannot be read counts as missing.
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

  /// Adds the compiler: its program file as it lies there, since another version is another file.
  package mutating func addToolchain() {
    guard let root = Toolchain.current?.root else { return }
    let compiler = root.appendingPathComponent("usr/bin/swift-frontend")
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: compiler.resolvingSymlinksInPath().path)
    add(compiler.path)
    add("\(attributes?[.size] ?? 0) \(attributes?[.modificationDate] ?? "")")
  }
}
