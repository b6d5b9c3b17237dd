import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a child's two streams without ever waiting longer than asked.
struct ChildReader {
  private let child: ChildProcess
  private var partial = Data()
  private var lineIsOpen = true
  private var outputIsOpen = true
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// What the child printed since the last reset.
  var printed: OutputTail

  init(_ child: ChildProcess, keeping capacity: Int = 16_384) {
    self.child = child
    printed = OutputTail(capacity: capacity)
  }

  /// Waits until one of the streams has something, or until the time is over.
  func wait(milliseconds: Int32) {
    var streams = [
      pollfd(fd: lineIsOpen ? child.line : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: outputIsOpen ? child.output : -1, events: Int16(POLLIN), revents: 0),
    ]
    // With both streams closed only the child's end is left to wait for, and that comes at once.
    let isOver = !lineIsOpen && !outputIsOpen
    _ = poll(&streams, 2, isOver ? min(milliseconds, 2) : milliseconds)
  }

  /// Takes what has been printed so far, at most a few megabytes at a time, so that a flood cannot hold the reader.
  mutating func drainOutput() {
    for _ in 0..<64 where outputIsOpen {
      let count = read(child.output, &buffer, buffer.count)
      if count == 0 { outputIsOpen = false }
      guard count > 0 else { return }
      buffer.withUnsafeBytes { printed.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// The lines that have arrived on the private line.
  mutating func takeLines() -> [Data] {
    while lineIsOpen {
      let count = read(child.line, &buffer, buffer.count)
      if count == 0 { lineIsOpen = false }
      guard count > 0 else { break }
      partial.append(contentsOf: buffer[..<count])
      // A line that never ends is no event: what is kept stays bounded, and the next check of it fails.
      if partial.count > 1_000_000 { partial = Data("forged\n".utf8) }
    }
    var lines: [Data] = []
    while let end = partial.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Data(partial[partial.startIndex..<end]))
      partial = Data(partial[(end + 1)...])
    }
    return lines
  }

  /// Writes to the child's descriptor 3, which has room for more than is ever under way. A child that has closed it
  /// must not end the engine by a broken pipe.
  func send(_ text: String) {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags: Int32 = 0x4000  // MSG_NOSIGNAL, a macro that Swift does not import everywhere
    #endif
    _ = Array(text.utf8).withUnsafeBytes { Self.sendBytes(child.line, $0.baseAddress, $0.count, flags) }
  }

  private static let sendBytes: @Sendable (Int32, UnsafeRawPointer?, Int, Int32) -> Int = {
    #if canImport(Glibc)
      Glibc.send($0, $1, $2, $3)
    #elseif canImport(Musl)
      Musl.send($0, $1, $2, $3)
    #else
      Darwin.send($0, $1, $2, $3)
    #endif
  }
}
