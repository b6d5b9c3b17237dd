import Foundation

/// How displays go through standard output, in order with what is printed: as text for a terminal, and for a notebook
/// after a mark that only this session knows, with the length, a line end, then the message as JSON.
struct DisplayStream: Sendable {
  /// The environment variable by which a notebook says the session's word.
  static let environmentKey = "COURSE_OUTPUT_STREAM"

  /// The one of this process.
  static let shared = DisplayStream(word: ProcessInfo.processInfo.environment[environmentKey])

  private let word: String?

  /// - Parameter word: the session's word; `nil` where no notebook listens.
  init(word: String?) { self.word = word }

  /// Whether a notebook listens, which can replace what it shows.
  var isNotebook: Bool { word != nil }

  /// A display as it is written.
  func text(of message: DisplayMessage) -> String {
    guard let word else { return message.textForTerminal }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(message)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return "\u{10}\(word) \(json.utf8.count)\n\(json)"
  }

  /// Writes a display, behind what the standard library's `print` keeps back of an unfinished line.
  func write(_ message: DisplayMessage) {
    fflush(nil)
    FileHandle.standardOutput.write(Data(text(of: message).utf8))
  }
}
