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

/// The process that runs a student's code: it gets one call at a time and sends back the result.
///
/// It holds and sends nothing worth forging: it has no expected value, no check's name and no seed. Whatever
/// it sends is an answer, which is evaluated elsewhere.
final class AnsweringChild {
  /// The result of one frame.
  enum Reply: Equatable {
    /// A frame in answer.
    case frame(Frame)
    /// The process ended.
    case ended(TerminationReason)
    /// Its time was over.
    case late
    /// It went beyond a limit.
    case beyond(ExceededLimit)
    /// It sent something that is not an answer.
    case unreadable
  }

  private let settings: RunSettings
  private let child: ChildProcess
  private var reader: ChildReader
  private var cutter = FrameCutter()
  private var budget: Double
  private var spent = 0.0
  private var processorAtBegin: Double?

  /// Starts the program, in the middle of a check with the given number of seconds left.
  init(_ settings: RunSettings, checkCount: Int, secondsLeft: Double) throws {
    self.settings = settings
    budget = secondsLeft
    // The runtime needs a file to write to: in a sandbox, files it creates would not be visible outside.
    try Data().write(to: settings.crashReport)
    var environment = settings.environment
    environment[FrameLine.variable] = "3"
    // A whole run can use the processor for as long as all its checks together, on two cores.
    var limits = settings.limits
    limits.processorSeconds = Int(settings.secondsPerCheck * 2) * checkCount + Int(settings.secondsToStart)
    child = try ChildProcess(
      ChildCommand(
        settings.program, environment: environment, directory: settings.scratch.path, limits: limits,
        isolation: settings.isolation(of: settings.program, writing: [settings.crashReport.path])))
    reader = ChildReader(child)
  }

  /// Begins a check: output from here on belongs to it, and it has the given number of seconds.
  func beginCheck(seconds: Double) {
    reader.drainOutput()
    reader.printed.reset()
    budget = seconds
    spent = 0
    processorAtBegin = child.processorSeconds
  }

  /// How many seconds of the check have passed: processor time, so a machine busy with other work fails no
  /// one, or a third of wall-clock time if that is more.
  private func used(since start: Date) -> Double {
    let passed = spent + Date().timeIntervalSince(start)
    guard passed >= budget, let now = child.processorSeconds else { return passed }
    return max(now - (processorAtBegin ?? 0), passed / 3)
  }

  /// The end of the output printed since ``beginCheck()``.
  var printed: OutputTail {
    reader.drainOutput()
    return reader.printed
  }

  /// Sends a frame and waits for the one that answers it.
  func exchange(_ frame: Frame) -> Reply {
    let start = Date()
    defer { spent += Date().timeIntervalSince(start) }
    var nextLook = start + max(0, budget - spent)
    // One turn, one frame: a process that sends a frame without a request is ignored from then on.
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
      if Date() >= nextLook {
        if used(since: start) >= budget { return .late }
        nextLook = Date() + 0.05
      }
      // The limit on output is per check, so its verdict does not depend on earlier checks.
      if let limit = child.exceededLimit(printed: reader.printed.total) { return .beyond(limit) }
      if rest.isEmpty {
        reader.wait(milliseconds: Int32(max(1, min(20, nextLook.timeIntervalSinceNow * 1000))))
      }
    }
  }

  /// Ends it and all processes it started.
  func end() { child.endWithDescendants() }

  /// Signals the child to abort, because the runtime then reports the line it was on. The child continues for
  /// a while, so this waits for the report, not for the end.
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
