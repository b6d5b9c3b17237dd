import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command to run in a child process.
public struct ChildCommand: Sendable {
  /// The program's path, then its arguments.
  public var arguments: [String]
  /// All that the child finds in its environment.
  public var environment: [String: String]
  /// The folder in which it runs.
  public var directory: String
  /// What it may use; `nil` sets no limits.
  public var limits: ChildLimits?

  /// A command with all its parts.
  public init(
    _ arguments: [String], environment: [String: String], directory: String, limits: ChildLimits? = nil
  ) {
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.limits = limits
  }
}

/// How a child ended.
public enum ChildEnd: Sendable, Equatable {
  /// It exited with a status.
  case exited(Int32)
  /// A signal ended it.
  case signalled(Int32)
}

/// A running child: a process group of its own, its output on one pipe, a private line on its descriptor 3.
///
/// Foundation's `Process` offers neither the extra descriptor nor the limits nor the group.
final class ChildProcess {
  /// The child's process id, which is also its group's.
  let id: pid_t
  /// The engine's end of the child's descriptor 3, not blocking.
  let line: Int32
  /// What the child writes to standard output and standard error, not blocking.
  let output: Int32
  private var end: ChildEnd?

  /// Starts a command.
  ///
  /// - Throws: ``GradingFailure/graderError(_:)`` where the system refuses.
  init(_ command: ChildCommand) throws {
    let (near, far) = try Self.socketPair()
    defer { close(far) }
    let (reading, writing) = try Self.pipePair()
    defer { close(writing) }
    do {
      id = try Self.spawn(command, line: far, output: writing)
    } catch {
      close(near)
      close(reading)
      throw error
    }
    line = near
    output = reading
    InterruptGuard.watch(id)
  }

  deinit {
    _ = killGroup()
    InterruptGuard.forget(id)
    close(line)
    close(output)
  }

  /// How the child ended; `nil` while it runs.
  func poll() -> ChildEnd? {
    if let end { return end }
    var status: Int32 = 0
    let reaped = waitpid(id, &status, WNOHANG)
    if reaped == id { end = Self.decode(status) }
    if reaped < 0 && errno == ECHILD { end = .exited(-1) }
    return end
  }

  /// Sends a signal to the child alone.
  func signal(_ number: Int32) {
    if poll() == nil { kill(id, number) }
  }

  /// Ends the child and whatever it started, and waits for it.
  func killGroup() -> ChildEnd {
    kill(-id, SIGKILL)
    while true {
      if let end = poll() { return end }
      usleep(1000)
    }
  }

  private static func decode(_ status: Int32) -> ChildEnd {
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }
}
