import Foundation

/// How displays go through standard output to a live notebook, in order with what is printed: a mark that only this
/// session knows, the length, a line end, then the bundle as JSON.
struct DisplayStream: Sendable {
  /// The environment variable by which the kernel says the session's word.
  static let environmentKey = "COURSE_OUTPUT_STREAM"

  private let word: String

  /// `nil` where no kernel listens.
  init?(word: String?) {
    guard let word else { return nil }
    self.word = word
  }

  /// A display as it is written.
  func text(of display: MimeBundle) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(display)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return "\u{10}\(word) \(json.utf8.count)\n\(json)"
  }

  /// Writes out what the standard library's `print` keeps back of an unfinished line.
  func flush() { fflush(nil) }
}
