import ChildProcesses
import Foundation
import GradingProtocol

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The process that runs a student's code: it gets one call at a time and sends back what came out.
///
/// Nothing that it holds or sends is worth forging: it knows no expected value, no check's name and no seed. Whatever it
/// sends is an answer, to be judged elsewhere.
final class AnsweringChild {
  /// What became of one frame.
  enum Reply: Equatable {
    /// A frame in answer.
    case frame(Frame)
    /// The process ended.
    case ended(ChildEnd)
    /// Its time was over.
    case late
    /// It went beyond a limit.
    case beyond(BrokenLimit)
    /// It sent what is no answer.
    case unreadable
  }

  private let settings: RunSettings
  private let child: ChildProcess
  private var reader: ChildReader
  private var cutter = FrameCutter()

  /// Starts the program.
  init(_ settings: RunSettings, checkCount: Int) throws {
    self.settings = settings
    // The runtime needs a file to write to: in a sandbox none that it makes would come out.
    try Data().write(to: settings.crashReport)
    var environment = settings.environment
    environment[FrameLine.variable] = "3"
    // A whole run may use the processor for as long as all of its checks together, on two cores.
    var limits = settings.limits
    limits.processorSeconds = Int(settings.secondsPerCheck * 2) * checkCount + Int(settings.secondsToStart)
    child = try ChildProcess(
      ChildCommand(
        settings.program, environment: environment, directory: settings.scratch.path, limits: limits,
        isolation: settings.isolation(of: settings.program, writing: [settings.crashReport.path])))
    reader = ChildReader(child)
  }

  /// Forgets what was printed: what comes from here on belongs to the next check.
  func beginCheck() {
    reader.drainOutput()
    reader.printed.reset()
  }

  /// The end of what was printed since ``beginCheck()``.
  var printed: OutputTail {
    reader.drainOutput()
    return reader.printed
  }

  /// Sends a frame and waits for the one that answers it.
  ///
  /// The time is the processor's, so that a machine that is busy with other things fails nobody; who does not use the
  /// processor either has three times as long by the clock.
  ///
  /// - Returns: the answer, and how many of the seconds it took.
  func exchange(_ frame: Frame, within seconds: Double) -> (reply: Reply, spent: Double) {
    let (start, begun) = (Date(), child.processorSeconds)
    let reply = exchange(frame, within: seconds, from: start, begun)
    let passed = Date().timeIntervalSince(start)
    guard let begun, let now = child.processorSeconds else { return (reply, passed) }
    return (reply, min(passed, now - begun))
  }

  private func exchange(_ frame: Frame, within seconds: Double, from start: Date, _ begun: Double?) -> Reply {
    let deadline = start + (begun == nil ? 1 : 3) * seconds
    var nextLook = start + seconds
    // One turn, one frame: whoever speaks before being asked is not listened to any more.
    cutter.append(reader.takeBytes())
    guard cutter.isEmpty else { return .unreadable }
    var rest = frame.encoded[...]
    while true {
      reader.drainOutput()
      if !rest.isEmpty, let count = reader.sendSome(rest.prefix(65_536)) { rest = rest.dropFirst(count) }
      cutter.append(reader.takeBytes())
      do {
        if let answer = try cutter.next() {
          return answer.kind.isAnswer && rest.isEmpty && cutter.isEmpty ? .frame(answer) : .unreadable
        }
      } catch { return .unreadable }
      if let end = child.poll() { return .ended(end) }
      if Date() >= deadline { return .late }
      if let begun, Date() >= nextLook {
        let left = seconds - (child.processorSeconds ?? begun) + begun
        if left <= 0 { return .late }
        nextLook = Date() + max(0.02, left)
      }
      // Each check may print as much, so that its verdict does not depend on the checks before it.
      if let limit = child.brokenLimit(printed: reader.printed.total) { return .beyond(limit) }
      if rest.isEmpty {
        reader.wait(milliseconds: Int32(max(1, min(20, deadline.timeIntervalSinceNow * 1000))))
      }
    }
  }

  /// Ends it with all that it started.
  func end() { child.endWithDescendants() }

  /// Asks the child to abort, since the runtime then tells which line it was on. It goes on afterwards, so the report is
  /// what to wait for, not the end.
  func reportByAborting(patience seconds: Double) -> CrashReport? {
    child.signal(SIGABRT)
    child.signal(SIGCONT)
    let patience = Date() + seconds
    while child.poll() == nil, Date() < patience {
      reader.drainOutput()
      reader.wait(milliseconds: 5)
      if let report = CrashReport(contentsOf: settings.crashReport) { return report }
    }
    return CrashReport(contentsOf: settings.crashReport)
  }
}
