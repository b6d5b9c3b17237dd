import CourseCatalog
import Foundation

/// The place to write a task: `RNN.swift:58`, the first line that mentions it, or only the file.
///
/// Exercises carry `Task 2` in the doc comment of the function to write and `TODO: Task 2` at the line to
/// replace; that line wins. If nothing mentions the task, the folder itself is the answer.
///
/// - Parameters:
///   - task: The task to look for.
///   - folder: The unit's exercise folder.
/// - Returns: A path relative to the folder.
func place(of task: CourseTask, in folder: URL) -> String {
  let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  let sources = files.filter { $0.hasSuffix(".swift") }.sorted()
  for mark in ["TODO: Task \(task.number)", "Task \(task.number)"] {
    for name in sources {
      guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      else { continue }
      if let line = firstLine(of: text, mentioning: mark) { return "\(name):\(line)" }
    }
  }
  return sources.count == 1 ? sources[0] : ""
}

/// The number of the first line that holds the mark and is not followed by another digit, counted from 1.
private func firstLine(of text: String, mentioning mark: String) -> Int? {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.firstIndex { line in
    guard let found = line.range(of: mark) else { return false }
    return line[found.upperBound...].first?.isNumber != true
  }.map { $0 + 1 }
}
