import Foundation

/// A folder for one kernel's compiled cells.
package enum SessionFolder {
  private static let prefix = "course-kernel-"

  /// A new folder, named after this process; what kernels that are no more have left is removed.
  package static func make() -> URL {
    let temporary = FileManager.default.temporaryDirectory
    let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let process = name.dropFirst(prefix.count).prefix { $0.isNumber }
      if let id = pid_t(process), kill(id, 0) != 0, errno == ESRCH {
        try? FileManager.default.removeItem(at: temporary.appendingPathComponent(name))
      }
    }
    return temporary.appendingPathComponent("\(prefix)\(getpid())-\(UUID().uuidString.prefix(8))")
  }
}
