import Foundation

/// A command run to its end, and the last megabyte of what it printed.
public struct CommandOutput: Sendable {
  /// How it ended; `nil` if it was stopped.
  public let end: TerminationReason?
  /// The limit it was stopped for; `nil` if it ended on its own.
  public let broken: ExceededLimit?
  /// The lines it printed, including standard error unless the command separates that.
  public let lines: [String]
  /// The lines it wrote to standard error, if the command separates them.
  public let errorLines: [String]

  /// Runs a command and waits for it.
  ///
  /// - Parameters:
  ///   - secondLimit: after so many seconds on the clock it is stopped.
  ///   - meanwhile: called some times a second while it runs, with its output if that has grown.
  /// - Throws: `Complaint` if it cannot be started.
  public init(
    _ command: ChildCommand, secondLimit: Double, meanwhile: (String?) -> Void = { _ in }
  ) throws {
    let child = try ChildProcess(command)
    var reader = ChildReader(child, keeping: 1_000_000)
    let deadline = Date() + secondLimit
    var end: TerminationReason?
    var broken: ExceededLimit?
    var told = (date: Date(), count: 0)
    while end == nil, broken == nil {
      reader.drainOutput()
      _ = reader.takeLines()
      end = child.poll()
      if end != nil { break }
      broken = Date() < deadline ? child.exceededLimit(printed: reader.total) : .wallTime
      if broken == nil { reader.wait(milliseconds: 20) }
      if Date().timeIntervalSince(told.date) > 0.2 {
        meanwhile(reader.total > told.count ? reader.printed.text : nil)
        told = (Date(), reader.total)
      }
    }
    child.endWithDescendants()
    reader.drainOutput()
    self.end = end
    self.broken = broken
    lines = reader.printed.lines
    errorLines = reader.complaints.lines
  }
}
