import Foundation

/// Text that a cell wrote, gathered for a few hundredths of a second: one message for a hundred lines.
struct StreamBuffer {
  private(set) var name = "stdout"
  private(set) var text = ""
  private var since = Date.distantFuture

  /// Whether nothing waits.
  var isEmpty: Bool { text.isEmpty }
  /// Whether what waits should go out now.
  var isOld: Bool { !text.isEmpty && (Date() > since + 0.03 || text.utf8.count > 1 << 18) }

  /// Whether text of a stream can join what waits.
  func takes(_ name: String) -> Bool { text.isEmpty || name == self.name }

  mutating func add(_ more: String, to name: String) {
    if text.isEmpty { since = Date() }
    self.name = name
    text += more
  }

  /// What waits, which then waits no more.
  mutating func takeAll() -> String {
    defer { text = "" }
    return text
  }
}
