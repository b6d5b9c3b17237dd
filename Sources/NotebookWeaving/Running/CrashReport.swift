import Foundation

/// Where and why a chapter stopped before its end.
struct CrashReport {
  private let line: Int?
  private let reason: String?
  private let status: Int32

  /// Reads Swift's backtrace in JSON, where there is one, and what the program wrote to standard error.
  init(backtrace: Data?, errors: String, status: Int32) {
    self.status = status
    let frames = backtrace.flatMap { try? JSONDecoder().decode(Backtrace.self, from: $0) }?.locations ?? []
    line = frames.first { $0.file.hasSuffix("main.swift") }?.line
    reason = errors.split(separator: "\n").first { $0.contains("Fatal error") }.map { text in
      text.range(of: "Fatal error: ").map { String(text[$0.upperBound...]) } ?? String(text)
    }
  }

  /// One line: the place, the cell, the reason.
  func message(cells: [ChapterCell], file: String, lastOutput: Int?) -> String {
    let why = reason ?? (status > 0 ? "it ended itself with exit code \(status)" : "it gave no reason")
    if let line {
      return "\(file):\(line): cell \(cells.number(ofCellAt: line) ?? 0) stopped the chapter: \(why)"
    }
    guard let lastOutput else { return "\(file) stopped before its first output: \(why)" }
    let cell = cells.number(ofCellAt: lastOutput) ?? 0
    return "\(file):\(lastOutput): the chapter stopped after this output, in cell \(cell) or later: \(why)"
  }
}

/// The part of Swift's backtrace that says where.
private struct Backtrace: Decodable {
  struct Thread: Decodable { let frames: [Frame] }
  struct Frame: Decodable { let sourceLocation: Location? }
  struct Location: Decodable {
    let file: String
    let line: Int
  }

  let threads: [Thread]

  var locations: [Location] { threads.flatMap(\.frames).compactMap(\.sourceLocation) }
}
