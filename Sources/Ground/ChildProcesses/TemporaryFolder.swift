import Foundation

/// A temporary folder that is removed after use.
package struct TemporaryFolder {
  package let url: URL

  package init(in parent: URL) throws {
    url = parent.appendingPathComponent("working-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  package func remove() { try? FileManager.default.removeItem(at: url) }
}
