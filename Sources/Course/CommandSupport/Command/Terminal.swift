#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The device behind standard output, and how to write to it.
package struct Terminal: Sendable, Equatable {
  /// Whether a person looks on: progress bars and colors only then.
  package let isInteractive: Bool
  /// The width in columns; 80 if unknown.
  package let width: Int
  /// Whether bold and colors are shown: only interactively, and never against the user's `NO_COLOR`.
  package let showsColors: Bool

  package init(isInteractive: Bool, width: Int = 80, showsColors: Bool? = nil) {
    self.isInteractive = isInteractive
    self.width = width
    self.showsColors = showsColors ?? isInteractive
  }

  /// The current standard output.
  package static var standard: Terminal { Terminal(of: STDOUT_FILENO) }

  /// The current standard error.
  package static var standardError: Terminal { Terminal(of: STDERR_FILENO) }

  private init(of descriptor: Int32) {
    let isInteractive = isatty(descriptor) == 1
    let refusesColors = environment("NO_COLOR")?.isEmpty == false || environment("TERM") == "dumb"
    self.init(
      isInteractive: isInteractive, width: isInteractive ? Self.width(of: descriptor) : 80,
      showsColors: isInteractive && !refusesColors)
  }

  /// The columns of a terminal, at least 40 to keep layouts readable, or 80 if unknown.
  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return max(40, Int(size.ws_col))
  }

  package func bold(_ text: String) -> String { styled(text, "1") }
  package func dim(_ text: String) -> String { styled(text, "2") }
  package func red(_ text: String) -> String { styled(text, "31") }
  package func green(_ text: String) -> String { styled(text, "32") }
  package func yellow(_ text: String) -> String { styled(text, "33") }

  private func styled(_ text: String, _ code: String) -> String {
    showsColors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Writes to standard output immediately, without a line ending: for progress that redraws its line.
  package func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }

  /// Writes one line to standard error, after everything printed before.
  package func writeError(_ line: String) {
    fflush(nil)
    writeAll(Array((line + "\n").utf8), to: STDERR_FILENO)
  }
}

/// The columns of the terminal, at least 40 to keep layouts readable, or 80 if unknown.
private var currentWidth: Int {
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return max(40, Int(size.ws_col))
}

private func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// A message to a closed stream is lost; no one is left to read it.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written > 0 else { return }
    rest = rest.dropFirst(written)
  }
}
