import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A process's end of the channel to the grading engine, which carries one frame at a time each way.
public final class FrameLine: Sendable {
  /// The environment variable with the descriptor of a process's channel.
  public static let variable = "COURSE_GRADING_DESCRIPTOR"

  /// The line of this process; `nil` if no engine has started it.
  public static let toEngine: FrameLine? = {
    guard let given = ProcessInfo.processInfo.environment[variable].flatMap(Int32.init) else { return nil }
    unsetenv(variable)
    // A high number keeps it apart from a student's files and a stray `write(3, …)`.
    let moved = fcntl(given, F_DUPFD_CLOEXEC, 200)
    guard moved >= 0 else { return FrameLine(given) }
    close(given)
    return FrameLine(moved)
  }()

  private let descriptor: Int32

  /// The line on a descriptor.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Sends a frame, and waits for the one that answers it.
  public func exchange(_ frame: Frame) -> Frame {
    send(frame)
    return receive()
  }

  /// Sends a frame. Without an engine at the other end no one needs the rest, and the process ends.
  public func send(_ frame: Frame) {
    fflush(nil)
    frame.encoded.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = write(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
        if count < 0 && errno != EINTR { _exit(0) }
        sent += max(count, 0)
      }
    }
  }

  /// Waits for a frame. If the channel closes instead, the process ends.
  public func receive() -> Frame {
    let head = take(5)
    let length = (0..<4).reduce(0) { $0 | Int(head[1 + $1]) << (8 * $1) }
    guard let kind = Frame.Kind(rawValue: head[0]), length <= Frame.limit else { _exit(2) }
    return Frame(kind, take(length))
  }

  private func take(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    bytes.withUnsafeMutableBytes { bytes in
      var taken = 0
      while taken < count {
        let step = read(descriptor, bytes.baseAddress! + taken, count - taken)
        if step == 0 || step < 0 && errno != EINTR { _exit(0) }
        taken += max(step, 0)
      }
    }
    return bytes
  }
}
