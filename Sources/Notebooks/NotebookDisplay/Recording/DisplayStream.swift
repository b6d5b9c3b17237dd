import Foundation

/// How displays go through standard output, in order with what is printed: as text for a terminal, and for a notebook
/// behind a mark that only this session knows, with the length, a line end, then the bundle as JSON.
struct DisplayStream: Sendable {
  /// The environment variable by which a notebook says the session's word.
  static let environmentKey = "COURSE_OUTPUT_STREAM"

  /// The one of this process.
  static let shared = DisplayStream(word: ProcessInfo.processInfo.environment[environmentKey])

  private let word: String?

  /// - Parameter word: the session's word; `nil` where no notebook listens.
  init(word: String?) { self.word = word }

  /// A display as it is written.
  func text(of display: MimeBundle) -> String {
    guard let word else { return "\n" + display.plain + "\n\n" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(display)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return "\u{10}\(word) \(json.utf8.count)\n\(json)"
  }

  /// Writes a display, behind what the standard library's `print` keeps back of an unfinished line.
  func write(_ display: MimeBundle) {
    fflush(nil)
    FileHandle.standardOutput.write(Data(text(of: display).utf8))
  }
}
