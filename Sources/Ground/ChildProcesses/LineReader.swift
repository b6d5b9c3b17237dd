import Foundation

/// Splits the bytes that arrive on a descriptor into lines, and limits how much of an unfinished line it
/// keeps.
package struct LineReader {
  /// A line that has arrived.
  package enum Line: Equatable, Sendable {
    /// The line without its end.
    case whole(Data)
    /// A line longer than the limit: reported as soon as that is known, and then skipped to its end.
    case tooLong
  }

  /// Whether more can come.
  package private(set) var isOpen = true
  private let descriptor: Int32
  private let limit: Int
  private var begun = Data()
  private var isPassingOver = false
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// A reader of lines of at most `limit` bytes.
  package init(_ descriptor: Int32, limit: Int = 1_000_000) {
    self.descriptor = descriptor
    self.limit = limit
  }

  /// The event to wait for.
  package var poll: pollfd { pollfd(fd: isOpen ? descriptor : -1, events: Int16(POLLIN), revents: 0) }

  /// The bytes that have arrived, after one read, for a channel that carries no text.
  package mutating func takeBytes() -> ArraySlice<UInt8> {
    guard isOpen else { return [] }
    let count = read(descriptor, &buffer, buffer.count)
    isOpen = count > 0 || count < 0 && [EAGAIN, EWOULDBLOCK, EINTR].contains(errno)
    return buffer[..<max(0, count)]
  }

  /// The complete lines, after one read: a flood cannot block the reader. If the descriptor blocks, it waits
  /// until bytes arrive.
  package mutating func takeLines() -> [Line] {
    guard isOpen else { return [] }
    let count = read(descriptor, &buffer, buffer.count)
    isOpen = count > 0 || count < 0 && [EAGAIN, EWOULDBLOCK, EINTR].contains(errno)
    var lines: [Line] = []
    var rest = buffer[..<max(0, count)]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      keep(rest[..<end], &lines)
      if !isPassingOver { lines.append(.whole(begun)) }
      (begun, isPassingOver) = (Data(), false)
      rest = rest[(end + 1)...]
    }
    keep(rest, &lines)
    return lines
  }

  private mutating func keep(_ part: ArraySlice<UInt8>, _ lines: inout [Line]) {
    guard !isPassingOver else { return }
    begun.append(contentsOf: part)
    guard begun.count > limit else { return }
    lines.append(.tooLong)
    (begun, isPassingOver) = (Data(), true)
  }
}
