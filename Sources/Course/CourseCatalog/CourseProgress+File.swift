import Formats
import Foundation

extension CourseProgress {
  /// The progress kept in the course's folder; empty if nothing was graded yet.
  ///
  /// A file that cannot be read is renamed to `progress.damaged.json` (`progress.damaged-2.json`, …), and
  /// ``note`` reports it.
  public static func load(_ layout: CourseLayout) -> CourseProgress {
    let file = layout.progress
    guard FileManager.default.fileExists(atPath: file.path) else { return CourseProgress() }
    do {
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      return try decoder.decode(CourseProgress.self, from: Data(contentsOf: file))
    } catch {
      var empty = CourseProgress()
      empty.note = setAside(file)
      return empty
    }
  }

  /// Writes the progress into the course's folder, atomically.
  ///
  /// - Throws: The file system's error, for a full disk or a folder without write permission.
  public func save(_ layout: CourseLayout) throws {
    let folder = layout.progress.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(jsonText(self).utf8).write(to: layout.progress, options: .atomic)
  }

  /// Reads the progress, changes it and writes it under a lock: another grading that ends at the same time
  /// waits, so neither loses the other's points.
  ///
  /// - Throws: The file system's error, for a full disk or a folder without write permission.
  public static func change(_ layout: CourseLayout, _ body: (inout CourseProgress) -> Void) throws {
    let folder = layout.progress.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // The lock is its own file, because the progress file is replaced.
    let lock = open(folder.appendingPathComponent("progress.lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    defer { close(lock) }
    while lock >= 0, flock(lock, LOCK_EX) != 0, errno == EINTR {}
    var progress = load(layout)
    body(&progress)
    try progress.save(layout)
  }

  /// Renames a damaged file in place, and reports in one line what happened to it.
  private static func setAside(_ file: URL) -> String {
    let folder = file.deletingLastPathComponent()
    let names = ["progress.damaged.json"] + (2...99).map { "progress.damaged-\($0).json" }
    let free = names.map(folder.appendingPathComponent)
      .first { !FileManager.default.fileExists(atPath: $0.path) }
    do {
      guard let free else { throw CocoaError(.fileWriteFileExists) }
      try FileManager.default.moveItem(at: file, to: free)
      return ".course/progress.json could not be read; it is now .course/\(free.lastPathComponent), "
        + "and points start from zero"
    } catch {
      return ".course/progress.json could not be read, nor set aside; the next grading will replace it"
    }
  }
}
