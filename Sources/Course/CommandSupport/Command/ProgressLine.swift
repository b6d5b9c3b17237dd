#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One line on standard error that shows the current work and disappears when it ends; only on a terminal.
package struct ProgressLine: Sendable {
  /// Whether a person can see it.
  package let isInteractive = isatty(STDERR_FILENO) == 1

  package init() {}

  /// Replaces the line. A whole sentence stays, because it is still true afterward.
  package func show(_ text: String) {
    guard isInteractive else { return }
    // Text that will be replaced must not reach a second line of the terminal, where it would stay.
    let shown = text.hasSuffix(".") ? text + "\n" : String(text.prefix(Terminal.standardError.width - 1))
    write("\r\u{1B}[K\(shown)")
  }

  /// Replaces the line by a bar: `██████░░░░ 12 of 24 pages`.
  package func show(_ done: Int, of all: Int, _ what: String) {
    show(Self.text(done, of: all, what, width: Terminal.standardError.width))
  }

  /// The bar with its words, within a terminal's width.
  static func text(_ done: Int, of all: Int, _ what: String, width: Int) -> String {
    let words = "\(done) of \(all) \(what)"
    let room = min(24, width - words.count - 2)
    return room < 4 ? words : "\(bar(done, of: all, width: room)) \(words)"
  }

  /// A bar of so many columns.
  static func bar(_ done: Int, of all: Int, width: Int) -> String {
    let filled = all > 0 ? max(0, width) * min(done, all) / all : 0
    return String(repeating: "█", count: filled) + String(repeating: "░", count: max(0, width) - filled)
  }

  /// Removes the line.
  package func clear() {
    if isInteractive { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { systemWrite(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
