import ChildProcesses
import Foundation

/// Reports on standard error the part that is built and the time it has taken: a bar on a terminal, otherwise
/// one line at the beginning and one at the end.
package final class BuildScreen: @unchecked Sendable {
  private let line = ProgressLine()
  private let lock = NSLock()
  private var part: String?

  package init() {}

  /// Shows the progress of a build, or its end.
  package func show(_ progress: BuildProgress) {
    lock.withLock {
      if part != progress.part {
        part = progress.part
        tell("course: building \(progress.part), which is needed from now on; this can take a minute")
      }
      if progress.isDone {
        part = nil
        line.clear()
        tell("course: built \(progress.part) in \(Int(progress.seconds.rounded())) s")
      } else {
        line.show(Self.bar(progress, width: Terminal.standardError.width))
      }
    }
  }

  private func tell(_ text: String) { Terminal.standardError.writeError(text) }

  /// `course-train ██████░░░░ 45 of 90 steps, 32 s`, within a terminal's width.
  static func bar(_ progress: BuildProgress, width: Int) -> String {
    let time = "\(Int(progress.seconds)) s"
    guard let steps = progress.steps, steps.all > 0 else { return "\(progress.part): \(time)" }
    let words = " \(steps.done) of \(steps.all) steps, \(time)"
    let room = max(0, min(24, width - progress.part.count - words.count - 3))
    return "\(progress.part) \(ProgressLine.bar(steps.done, of: steps.all, width: room))\(words)"
  }
}
