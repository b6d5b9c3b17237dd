import Foundation

/// A command run to its end, and the last megabyte of what it printed.
public struct CommandOutput: Sendable {
  /// How it ended; `nil` where it was stopped.
  public let end: ChildEnd?
  /// The limit for which it was stopped; `nil` where it ended by itself.
  public let broken: BrokenLimit?
  /// The lines that it printed, standard error among them unless the command keeps that apart.
  public let lines: [String]
  /// The lines that it wrote to standard error, where the command keeps them apart.
  public let errorLines: [String]

  /// Runs a command and waits for it.
  ///
  /// - Parameter secondLimit: after so many seconds on the clock it is stopped.
  /// - Throws: ``ChildFailure`` where it cannot be started.
  public init(_ command: ChildCommand, secondLimit: Double) throws {
    let child = try ChildProcess(command)
    var reader = ChildReader(child, keeping: 1_000_000)
    let deadline = Date() + secondLimit
    var end: ChildEnd?
    var broken: BrokenLimit?
    while end == nil, broken == nil {
      reader.drainOutput()
      _ = reader.takeLines()
      end = child.poll()
      if end != nil { break }
      broken = Date() < deadline ? child.brokenLimit(printed: reader.total) : .wallTime
      if broken == nil { reader.wait(milliseconds: 20) }
    }
    child.endWithDescendants()
    reader.drainOutput()
    self.end = end
    self.broken = broken
    lines = reader.printed.lines
    errorLines = reader.complaints.lines
  }
}
