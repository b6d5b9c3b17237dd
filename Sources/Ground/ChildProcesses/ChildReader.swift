import Foundation

/// Reads a child's streams without ever waiting longer than requested.
public struct ChildReader {
  private let child: ChildProcess
  private var line: LineReader
  private var output: Stream
  private var errors: Stream?
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// The child's output since the last reset.
  public var printed: OutputTail
  /// The child's standard error, if that is separate.
  public private(set) var complaints: OutputTail
  /// How many bytes the child has printed in all, on both streams.
  public private(set) var total = 0

  private struct Stream {
    let descriptor: Int32
    var isOpen = true
    var poll: pollfd { pollfd(fd: isOpen ? descriptor : -1, events: Int16(POLLIN), revents: 0) }
  }

  /// A reader that keeps the last `capacity` bytes of what is printed.
  public init(_ child: ChildProcess, keeping capacity: Int = 16_384) {
    self.child = child
    line = LineReader(child.line)
    output = Stream(descriptor: child.output)
    errors = child.errors.map { Stream(descriptor: $0) }
    printed = OutputTail(capacity: capacity)
    complaints = OutputTail(capacity: capacity)
  }

  /// Waits until one of the streams has data, or until the time is over.
  public func wait(milliseconds: Int32) {
    var polls = [line.poll] + [output, errors].compactMap { $0?.poll }
    // With all streams closed, only the child's end is left to wait for, and that comes immediately.
    let isOver = !polls.contains { $0.fd >= 0 }
    _ = poll(&polls, nfds_t(polls.count), isOver ? min(milliseconds, 2) : milliseconds)
  }

  /// Reads the output so far, at most a few megabytes at a time, so a flood cannot block the reader.
  public mutating func drainOutput() {
    total += Self.drain(&output, into: &printed, &buffer)
    if errors != nil { total += Self.drain(&errors!, into: &complaints, &buffer) }
  }

  private static func drain(_ stream: inout Stream, into tail: inout OutputTail, _ buffer: inout [UInt8])
    -> Int
  {
    var total = 0
    for _ in 0..<64 where stream.isOpen {
      let count = read(stream.descriptor, &buffer, buffer.count)
      if count == 0 { stream.isOpen = false }
      guard count > 0 else { break }
      total += count
      buffer.withUnsafeBytes { tail.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return total
  }

  /// The lines that have arrived on the private channel, after one read.
  package mutating func takeLines() -> [LineReader.Line] { line.takeLines() }

  /// The bytes that have arrived on the private channel, after one read.
  package mutating func takeBytes() -> ArraySlice<UInt8> { line.takeBytes() }

  /// Writes to the child's descriptor 3, as much as fits without blocking.
  ///
  /// - Returns: how many bytes were written; `nil` if the descriptor is closed.
  package func sendSome(_ bytes: ArraySlice<UInt8>) -> Int? { child.sendSome(bytes) }

  /// Writes to the child's descriptor 3, whose buffer is larger than any pending data.
  public func send(_ text: String) { child.send(text) }
}
