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
  /// - Parameters:
  ///   - secondLimit: after so many seconds on the clock it is stopped.
  ///   - meanwhile: called some times a second while it runs, with what it has printed where that is more than before.
  /// - Throws: `Complaint` where it cannot be started.
  public init(
    _ command: ChildCommand, secondLimit: Double, meanwhile: (String?) -> Void = { _ in }
  ) throws {
    let child = try ChildProcess(command)
    var reader = ChildReader(child, keeping: 1_000_000)
    let deadline = Date() + secondLimit
    var end: ChildEnd?
    var broken: BrokenLimit?
    var told = (date: Date(), count: 0)
    while end == nil, broken == nil {
      reader.drainOutput()
      _ = reader.takeLines()
      end = child.poll()
      if end != nil { break }
      broken = Date() < deadline ? child.brokenLimit(printed: reader.total) : .wallTime
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
