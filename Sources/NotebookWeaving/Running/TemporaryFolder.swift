import Foundation

/// A folder of our own that is removed after use.
struct TemporaryFolder {
  let url: URL

  init(in parent: URL) throws {
    url = parent.appendingPathComponent("weaving-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func emptyFile(named name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return file
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
