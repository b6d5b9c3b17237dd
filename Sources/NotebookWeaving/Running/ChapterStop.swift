import ChildProcesses
import Foundation

/// Where and why a chapter stopped before its end.
struct ChapterStop {
  private let line: Int?
  private let reason: String?
  private let end: ChildEnd?

  /// Reads Swift's backtrace, where there is one, and what the program wrote to standard error.
  init(_ crash: CrashReport?, errors: [String], end: ChildEnd?) {
    self.end = end
    line = crash?.place { $0.hasSuffix("main.swift") }?.line
    reason = errors.first { $0.contains("Fatal error") }.map { text in
      text.range(of: "Fatal error: ").map { String(text[$0.upperBound...]) } ?? text
    }
  }

  /// One line: the place, the cell, the reason.
  func message(cells: [ChapterCell], file: String, lastOutput: Int?) -> String {
    if let line {
      return "\(file):\(line): cell \(cells.number(ofCellAt: line) ?? 0) stopped the chapter: \(why)"
    }
    guard let lastOutput else { return "\(file) stopped before its first output: \(why)" }
    let cell = cells.number(ofCellAt: lastOutput) ?? 0
    return "\(file):\(lastOutput): the chapter stopped after this output, in cell \(cell) or later: \(why)"
  }

  private var why: String {
    if let reason { return reason }
    if case .exited(let status) = end { return "it ended itself with exit code \(status)" }
    return "it gave no reason"
  }
}
