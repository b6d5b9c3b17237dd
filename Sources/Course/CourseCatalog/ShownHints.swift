import Formats
import Foundation

/// How many hints of each task have been shown, so the next call shows the next one.
///
/// Kept in `.course/hints.json`. If it cannot be read, hints start from the gentlest again.
public struct ShownHints: Codable, Sendable, Equatable {
  private var counts: [String: Int] = [:]

  /// No hint was shown yet.
  public init() {}

  /// How many hints of a task were shown.
  ///
  /// - Parameter task: The task's id, `"03.1"`.
  public func count(_ task: String) -> Int { max(0, counts[task] ?? 0) }

  /// Shows one more hint of a task, as long as there is one.
  ///
  /// - Returns: The hints shown so far, gentle to direct.
  public mutating func showNext(of task: CourseTask) -> [String] {
    counts[task.id] = min(count(task.id) + 1, task.hints.count)
    return Array(task.hints.prefix(count(task.id)))
  }

  /// Shows all hints of a task.
  public mutating func showAll(of task: CourseTask) { counts[task.id] = task.hints.count }

  /// The contents of the file in the course's folder.
  public static func load(_ layout: CourseLayout) -> ShownHints {
    (try? JSONDecoder().decode(ShownHints.self, from: Data(contentsOf: layout.shownHints))) ?? ShownHints()
  }

  /// Writes it into the course's folder, atomically.
  ///
  /// - Throws: The file system's error.
  public func save(_ layout: CourseLayout) throws {
    try FileManager.default.createDirectory(
      at: layout.shownHints.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(jsonText(self).utf8).write(to: layout.shownHints, options: .atomic)
  }
}
