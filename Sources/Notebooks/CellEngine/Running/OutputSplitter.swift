import Formats
import Foundation

/// Parts what a cell writes to standard output into text and displays, in their order.
///
/// A display stands in the text as a mark that only this session knows, its length and a line end, then its JSON.
package struct OutputSplitter {
  private let mark: [UInt8]
  private var pending: [UInt8] = []

  /// A splitter for a session's secret word.
  package init(word: String) { mark = Array("\u{10}\(word) ".utf8) }

  /// Takes more bytes and gives what is complete. A part of a character or of a mark waits for its rest.
  package mutating func take(_ bytes: [UInt8]) -> [OutputEvent] {
    pending += bytes
    var pieces: [OutputEvent] = []
    while let start = markStart() {
      if start > 0 { pieces += text(upTo: start) }
      guard let piece = takeDisplay() else { return pieces }
      pieces.append(piece)
    }
    return pieces + text(upTo: completeCount)
  }

  /// All that is left, complete or not.
  package mutating func finish() -> [OutputEvent] {
    defer { pending = [] }
    return pending.isEmpty ? [] : [.text(String(decoding: pending, as: UTF8.self))]
  }

  private struct Document: Decodable {
    let action: String?
    let forms: [String: String]
    let id: String?

    var event: OutputEvent {
      switch (action, id) {
      case ("result", _): .result(forms)
      case ("update", let id?): .update(forms, id: id)
      case ("clear", _): .clear
      default: .display(forms, id: id)
      }
    }
  }

  private mutating func takeDisplay() -> OutputEvent? {
    guard let lineEnd = pending[mark.count...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let length = Int(String(decoding: pending[mark.count..<lineEnd], as: UTF8.self)) ?? 0
    let end = lineEnd + 1 + length
    guard pending.count >= end else { return nil }
    let json = Data(pending[(lineEnd + 1)..<end])
    pending.removeFirst(end)
    guard let document = try? JSONDecoder().decode(Document.self, from: json) else { return .text("") }
    return document.event
  }

  private func markStart() -> Int? {
    var from = 0
    while let start = pending[from...].firstIndex(of: mark[0]) {
      if pending[start...].starts(with: mark) { return start }
      from = start + 1
    }
    return nil
  }

  private mutating func text(upTo end: Int) -> [OutputEvent] {
    guard end > 0 else { return [] }
    defer { pending.removeFirst(end) }
    return [.text(String(decoding: pending[..<end], as: UTF8.self))]
  }

  /// How many bytes are text for certain: without the beginning of a mark or of a character at the end.
  private var completeCount: Int {
    if let start = pending.lastIndex(of: mark[0]), mark.starts(with: pending[start...]) { return start }
    // A character's later bytes begin with the bits 10, and its first tells how many follow.
    guard let lead = pending.suffix(4).lastIndex(where: { $0 & 0xc0 != 0x80 }) else { return pending.count }
    let first = pending[lead]
    let length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    return lead + length > pending.count ? lead : pending.count
  }
}
