import Foundation

/// A command of the grader's own, run to its end.
struct CommandOutput {
  /// How it ended; `nil` where it was stopped after its time.
  let end: ChildEnd?
  /// The last part of what it printed.
  let lines: [String]

  /// Runs a command and waits for it.
  ///
  /// - Throws: ``GradingFailure/graderError(_:)`` where it cannot be started.
  init(_ command: ChildCommand, secondLimit: Double) throws {
    let child = try ChildProcess(command)
    var reader = ChildReader(child, keeping: 1_000_000)
    let deadline = Date() + secondLimit
    var end: ChildEnd?
    while end == nil, Date() < deadline {
      reader.drainOutput()
      _ = reader.takeLines()
      end = child.poll()
      if end == nil { reader.wait(milliseconds: 20) }
    }
    reader.drainOutput()
    self.end = end
    lines = reader.printed.lines
  }
}
